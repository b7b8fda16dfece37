namespace Interception.Server.Journal;

/// <summary>The least time between two pieces to one reader: no more messages than a screen can show.</summary>
internal sealed class PieceThrottle(TimeProvider time)
{
    private static readonly TimeSpan Length = TimeSpan.FromMilliseconds(25);

    private long? _began;

    public void Begin() => _began = time.GetTimestamp();

    /// <summary>Waits for what is left of the frame, or until nothing more can come.</summary>
    public async Task WaitAsync(Task closed, CancellationToken cancellationToken)
    {
        if (!closed.IsCompleted && Rest() is { Ticks: > 0 } rest)
        {
            await Task.WhenAny(Task.Delay(rest, time, cancellationToken), closed);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private TimeSpan Rest()
    {
        var rest = _began is { } start ? Length - time.GetElapsedTime(start) : TimeSpan.Zero;
        // A delay of part of a millisecond is none.
        return TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds));
    }
}
