using Interception.Server.Contracts;
using Interception.Server.Redis;

namespace Interception.Server.Delivery.Responses;

/// <summary>What clients may know about an exception: its ending. A defect is logged, and clients get only <c>internal</c>.</summary>
internal sealed partial class ExceptionTranslator(ILogger<ExceptionTranslator> logger)
{
    /// <summary>The ending itself, or <c>internal</c> for any other exception.</summary>
    public EndingException EndingOf(Exception e)
    {
        if (e is EndingException ending) return ending;
        // No node decides anything on its own meanwhile.
        if (e is RedisAwayException) return Endings.Exception(Codes.Busy);
        LogDefect(logger, e.GetType().Name, e.StackTrace);
        return Endings.Exception(Codes.Internal);
    }

    // The exception's message is not logged: it may contain a child's text.
    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery met a defect: {Exception} {Stack}")]
    private static partial void LogDefect(ILogger logger, string exception, string? stack);
}
