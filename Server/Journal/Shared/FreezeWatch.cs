namespace Interception.Server.Journal.Shared;

/// <summary>Detects that this process was frozen for so long that other nodes may have taken over its runs.</summary>
internal sealed class FreezeWatch : IDisposable
{
    /// <summary>Half of a node's lease: after a shorter freeze the node still renews it in time.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _time;
    private readonly ITimer _beating;
    private long _last;
    private int _freezes;

    /// <summary>Starts the watch.</summary>
    public FreezeWatch(TimeProvider time)
    {
        _time = time;
        _last = time.GetTimestamp();
        _beating = time.CreateTimer(_ => Look(), null, Beat, Beat);
    }

    /// <summary>How many freezes there were. A writer that finds a new number checks whether it is still in charge.</summary>
    public int Freezes
    {
        get
        {
            Look();
            return Volatile.Read(ref _freezes);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _beating.Dispose();

    private void Look()
    {
        var now = _time.GetTimestamp();
        if (_time.GetElapsedTime(Interlocked.Exchange(ref _last, now), now) > Longest) Interlocked.Increment(ref _freezes);
    }
}
