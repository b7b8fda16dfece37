using StackExchange.Redis;

namespace Interception.Server.Redis;

/// <summary>Redis gave no answer or cannot serve now. What was asked may have been done all the same: ask again, in a way that is not done twice.</summary>
internal sealed class RedisAwayException(Exception cause) : Exception("Redis is away.", cause)
{
    /// <summary>Whether the library means that; anything else is a defect of ours.</summary>
    public static bool IsMeantBy(Exception e) => e switch
    {
        RedisServerException refusal => refusal.Kind
            is not (RedisErrorKind.UnknownError or RedisErrorKind.UnknownCommand or RedisErrorKind.WrongType or RedisErrorKind.CrossSlot),
        RedisException or RedisTimeoutException or ObjectDisposedException => true,
        _ => false,
    };
}
