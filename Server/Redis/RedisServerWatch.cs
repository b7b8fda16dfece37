namespace Interception.Server.Redis;

/// <summary>Asks a Redis now and then what it is: it may be exchanged for another, or be told to write to a disk.</summary>
internal sealed class RedisServerWatch(RedisConnection redis, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private RedisServerReport? _report;
    private long _at;

    /// <summary>What the operator should change; null for nothing.</summary>
    public string? Warning => _report?.Warning;

    /// <summary>Why it cannot be used; null when it can.</summary>
    /// <exception cref="RedisAwayException">It does not answer.</exception>
    public async Task<string?> RefusalAsync()
    {
        if (_report is null || time.GetElapsedTime(_at) >= Fresh)
        {
            _report = await RedisServerReport.AskAsync(redis);
            _at = time.GetTimestamp();
        }

        return _report.Refusal;
    }
}
