namespace Interception.Server.Journal.Shared;

/// <summary>Measures how far the readers of a run are behind the node that writes it, while this node follows it.</summary>
/// <remarks>
/// Three clocks that are each read at one place: since when the latest was known there, by Redis; since when this node has known
/// that there is more; and since when it has asked for it. The longest is the delay, whichever of the three is slow.
/// </remarks>
internal sealed class RemoteLag(TimeProvider time, RemoteReadMetrics? metrics)
{
    private long _heardAt;
    private long _askedAt;
    private bool _isUpToDate;

    /// <summary>There is more.</summary>
    public void Hear() => Interlocked.CompareExchange(ref _heardAt, time.GetTimestamp(), 0);

    /// <summary>Redis is asked for it; again when there was no answer.</summary>
    public void Ask()
    {
        if (_askedAt == 0) _askedAt = time.GetTimestamp();
    }

    /// <summary>Redis has answered. What was there before anybody read it here is nobody's delay.</summary>
    public void Answer(PullAnswer answer)
    {
        var (heard, asked) = (Since(Interlocked.Exchange(ref _heardAt, 0)), Since(_askedAt));
        _askedAt = 0;
        if (_isUpToDate && answer is { HasNews: true, Behind: { } behind }) metrics?.Came(new[] { behind, heard, asked }.Max());
        _isUpToDate = true;
    }

    private TimeSpan Since(long at) => at == 0 ? TimeSpan.Zero : time.GetElapsedTime(at);
}
