namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>Durations of the recent past, the oldest first. Its user must lock.</summary>
/// <param name="lately">How long they count.</param>
/// <param name="time">The clock.</param>
internal sealed class RecentTimes(TimeSpan lately, TimeProvider time)
{
    private readonly Queue<(long At, double Seconds)> _times = new();

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            Forget();
            return _times.Count;
        }
    }

    /// <summary>Adds a duration.</summary>
    public void Add(TimeSpan length) => _times.Enqueue((time.GetTimestamp(), length.TotalSeconds));

    /// <summary>All of them, in seconds.</summary>
    public double[] Seconds()
    {
        Forget();
        return [.. _times.Select(one => one.Seconds)];
    }

    private void Forget()
    {
        while (_times.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > lately) _times.Dequeue();
    }
}
