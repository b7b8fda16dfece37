namespace Interception.Server.Journal;

/// <summary>The least time between two pieces to one reader: no more messages than a screen can show.</summary>
internal sealed class PieceThrottle(TimeProvider time)
{
    private static readonly TimeSpan Length = TimeSpan.FromMilliseconds(25);

    private long? _began;

    public void Begin() => _began = time.GetTimestamp();

    /// <summary>What is left of the frame; zero for nothing.</summary>
    public TimeSpan Rest()
    {
        var rest = _began is { } start ? Length - time.GetElapsedTime(start) : TimeSpan.Zero;
        // A delay of part of a millisecond is none.
        return rest > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds)) : TimeSpan.Zero;
    }
}
