using Interception.Server.Contracts;

namespace Interception.Server.Runs.Hops;

/// <summary>One reader of a stage's text: when a piece was given to its transport, and when that had taken it.</summary>
internal sealed class HopReader(RunHops hops, Stage stage, long offset, TimeProvider time)
{
    private readonly long _present = time.GetTimestamp();
    private StageHopWatch? _watch;
    private long _offset = offset;
    private long _handed;

    /// <summary>The transport gets a piece.</summary>
    public void Hand() => _handed = time.GetTimestamp();

    /// <summary>It has taken it, and asks for more.</summary>
    public void Take(int length)
    {
        _offset += length;
        _watch ??= hops.Find(stage);
        _watch?.Left((int)_offset, _present, _handed);
    }
}
