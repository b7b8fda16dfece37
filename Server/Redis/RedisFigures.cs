using StackExchange.Redis;

namespace Interception.Server.Redis;

/// <summary>Counts what this node has asked of Redis.</summary>
internal sealed class RedisFigures
{
    private long _answered;
    private long _unanswered;
    private long _sent;

    /// <summary>Calls with an answer.</summary>
    public long Answered => Volatile.Read(ref _answered);

    /// <summary>Calls without one: refused, cut off, or too late.</summary>
    public long Unanswered => Volatile.Read(ref _unanswered);

    /// <summary>Bytes of the values that scripts were given.</summary>
    public long SentBytes => Volatile.Read(ref _sent);

    /// <summary>A call has ended.</summary>
    public void Count(bool isAnswered) => Interlocked.Increment(ref isAnswered ? ref _answered : ref _unanswered);

    /// <summary>Values were given to a script.</summary>
    public void Send(RedisValue[] values)
    {
        long bytes = 0;
        foreach (var value in values) bytes += value.Length();
        Interlocked.Add(ref _sent, bytes);
    }
}
