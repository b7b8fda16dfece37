namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>How often, and how long, the queue stood still lately because no model server was well. Its user must lock.</summary>
/// <param name="time">The clock.</param>
internal sealed class QueueStandstills(TimeProvider time)
{
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);

    // The first standstill soon after the start does not mean that the next one comes as soon.
    private static readonly TimeSpan BelievedQuiet = TimeSpan.FromMinutes(1);

    private readonly RecentTimes _ended = new(Lately, time);
    private readonly long _begun = time.GetTimestamp();
    private long? _since;

    /// <summary>Records whether the queue stands still.</summary>
    public void See(bool stands)
    {
        if (stands)
        {
            _since ??= time.GetTimestamp();
        }
        else if (_since is { } since)
        {
            _ended.Add(time.GetElapsedTime(since));
            _since = null;
        }
    }

    /// <summary>The standstills to expect.</summary>
    public QueueStandstill Expected()
    {
        if (_ended.Seconds() is not { Length: > 0 } ended) return default;
        var seen = Math.Min(Lately.TotalSeconds, time.GetElapsedTime(_begun).TotalSeconds + BelievedQuiet.TotalSeconds);
        return new(ended.Length / seen, ended);
    }
}

/// <summary>Expected standstills.</summary>
/// <param name="PerSecond">How many begin in a second; 0 for none.</param>
/// <param name="Seconds">The lengths of the recent ones.</param>
internal readonly record struct QueueStandstill(double PerSecond, double[] Seconds)
{
    /// <summary>Delays the starts of one round, in the order of their times.</summary>
    public void PutOff(double[] starts, RandomDraws chance)
    {
        if (PerSecond <= 0) return;
        var next = chance.Exponential() / PerSecond;
        var lost = 0.0;
        for (var n = 0; n < starts.Length; n++)
        {
            for (; next < starts[n] + lost; next += chance.Exponential() / PerSecond) lost += chance.OneOf(Seconds);
            starts[n] += lost;
        }
    }
}
