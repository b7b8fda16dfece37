namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>Lengths of time of the last while, the oldest first. Who uses it guards it.</summary>
/// <param name="lately">For how long they count.</param>
/// <param name="time">Where time comes from.</param>
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

    /// <summary>One more.</summary>
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
