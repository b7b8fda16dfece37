namespace Interception.Server.Journal.Shared;

/// <summary>Notices that this process stood still so long that others may have taken over what it had.</summary>
internal sealed class FreezeWatch : IDisposable
{
    /// <summary>Half of a node's lease: one that stood still for less has still renewed it in time.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _time;
    private readonly ITimer _beating;
    private long _last;
    private int _freezes;

    /// <summary>Begins to watch.</summary>
    public FreezeWatch(TimeProvider time)
    {
        _time = time;
        _last = time.GetTimestamp();
        _beating = time.CreateTimer(_ => Look(), null, Beat, Beat);
    }

    /// <summary>How often it has stood still; whoever finds another number than before asks whether it is still in charge.</summary>
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
