namespace Interception.Server.Journal;

/// <summary>The shortest time between two pieces for one reader: a screen shows no more.</summary>
internal sealed class PieceThrottle(TimeProvider time)
{
    private static readonly TimeSpan Length = TimeSpan.FromMilliseconds(25);

    private long? _began;

    public void Begin() => _began = time.GetTimestamp();

    /// <summary>The rest of the frame; zero for none.</summary>
    public TimeSpan Rest()
    {
        var rest = _began is { } start ? Length - time.GetElapsedTime(start) : TimeSpan.Zero;
        // Part of a millisecond is too short for a timer.
        return rest > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds)) : TimeSpan.Zero;
    }
}
