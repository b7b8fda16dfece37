using Interception.Server.Contracts;

namespace Interception.Server.Delivery.Responses;

/// <summary>What clients may know of an exception: its ending. A defect is written down and says no more than that it was one.</summary>
internal sealed partial class ExceptionTranslator(ILogger<ExceptionTranslator> logger)
{
    /// <summary>The ending as it is, or <c>internal</c> for anything else.</summary>
    public EndingException EndingOf(Exception e)
    {
        if (e is EndingException ending) return ending;
        LogDefect(logger, e.GetType().Name, e.StackTrace);
        return Endings.Exception(Codes.Internal);
    }

    // Without the exception's message: it may hold a child's text.
    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery met a defect: {Exception} {Stack}")]
    private static partial void LogDefect(ILogger logger, string exception, string? stack);
}
