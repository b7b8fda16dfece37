using Interception.Server.Contracts;

namespace Interception.Server.Runs.Hops;

/// <summary>Times one reader of a stage's text: when its transport got a piece, and when it had sent it.</summary>
internal sealed class HopReader(RunHops hops, Stage stage, long offset, TimeProvider time)
{
    private readonly long _present = time.GetTimestamp();
    private StageHopWatch? _watch;
    private long _offset = offset;
    private long _handed;

    /// <summary>Records that the transport got a piece.</summary>
    public void Hand() => _handed = time.GetTimestamp();

    /// <summary>Records that the transport asks for more.</summary>
    public void Take(int length)
    {
        _offset += length;
        _watch ??= hops.Find(stage);
        _watch?.Left((int)_offset, _present, _handed);
    }
}
