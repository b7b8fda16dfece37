using StackExchange.Redis;

namespace Interception.Server.Redis;

/// <summary>Redis gave no answer or cannot serve now. The command may have been executed, so repeat it only in a way that has no second effect.</summary>
internal sealed class RedisAwayException(Exception cause) : Exception("Redis is away.", cause)
{
    /// <summary>Whether an exception of the library means this; any other is a defect.</summary>
    public static bool IsMeantBy(Exception e) => e switch
    {
        RedisServerException refusal => refusal.Kind
            is not (RedisErrorKind.UnknownError or RedisErrorKind.UnknownCommand or RedisErrorKind.WrongType or RedisErrorKind.CrossSlot),
        RedisException or RedisTimeoutException or ObjectDisposedException => true,
        _ => false,
    };
}
