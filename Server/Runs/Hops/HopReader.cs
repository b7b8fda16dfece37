using Interception.Server.Contracts;

namespace Interception.Server.Runs.Hops;

/// <summary>Times one reader of a stage's text: when its transport got a piece, and when it had sent it.</summary>
internal sealed class HopReader(RunHops hops, Stage stage, long offset, TimeProvider time)
{
    private readonly long _present = time.GetTimestamp();
    private StageHopWatch? _watch;
    private long _offset = offset;

    /// <summary>Records that the transport has sent a piece.</summary>
    /// <param name="length">The length of the piece, in UTF-16 units.</param>
    /// <param name="handed">When the transport got it.</param>
    /// <param name="taken">When it asked for more.</param>
    public void Take(int length, long handed, long taken)
    {
        _offset += length;
        _watch ??= hops.Find(stage);
        _watch?.Left((int)_offset, _present, handed, taken);
    }
}
