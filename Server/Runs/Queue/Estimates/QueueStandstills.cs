namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>How often, and for how long, the line has stood still lately because no model server was well. Who uses it guards it.</summary>
/// <param name="time">Where time comes from.</param>
internal sealed class QueueStandstills(TimeProvider time)
{
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);

    private readonly Queue<(long At, TimeSpan Took)> _ended = new();
    private readonly long _begun = time.GetTimestamp();
    private long? _since;

    /// <summary>It stands still now, or it does not.</summary>
    public void See(bool stands)
    {
        if (stands)
        {
            _since ??= time.GetTimestamp();
        }
        else if (_since is { } since)
        {
            _ended.Enqueue((time.GetTimestamp(), time.GetElapsedTime(since)));
            _since = null;
        }
        while (_ended.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > Lately) _ended.Dequeue();
    }

    /// <summary>What is to be expected, if it goes on like this.</summary>
    public QueueStandstill Expected()
    {
        if (_ended.Count == 0) return default;
        var seen = Math.Min(Lately.TotalSeconds, time.GetElapsedTime(_begun).TotalSeconds);
        return new(_ended.Count / Math.Max(1, seen), _ended.Average(one => one.Took.TotalSeconds));
    }
}

/// <summary>Standstills to be expected.</summary>
/// <param name="PerSecond">How many begin in a second; 0 for none.</param>
/// <param name="Seconds">How long one lasts on average.</param>
internal readonly record struct QueueStandstill(double PerSecond, double Seconds)
{
    /// <summary>Puts off what begins in one round, in the order of their times.</summary>
    public void PutOff(double[] starts, RandomDraws chance)
    {
        if (PerSecond <= 0) return;
        var next = chance.Exponential() / PerSecond;
        var lost = 0.0;
        for (var n = 0; n < starts.Length; n++)
        {
            for (; next < starts[n] + lost; next += chance.Exponential() / PerSecond) lost += Seconds * chance.Exponential();
            starts[n] += lost;
        }
    }
}
