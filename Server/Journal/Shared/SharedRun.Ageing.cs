namespace Interception.Server.Journal.Shared;

/// <summary>Since when something waits here to be said to Redis: other nodes measure by it how far their readers are behind.</summary>
internal sealed partial class SharedRun
{
    private long _newsSince;

    /// <summary>Something new was written. For every token, so only the first of several looks at the clock.</summary>
    private void HasNews()
    {
        if (Volatile.Read(ref _newsSince) == 0) Interlocked.CompareExchange(ref _newsSince, _parts.Pace.GetTimestamp(), 0);
        _pusher.Ring();
    }

    /// <summary>Since when the oldest of what is said now has waited; 0 for nothing. Take it before you look what is new.</summary>
    private long TakeNews() => Interlocked.Exchange(ref _newsSince, 0);

    /// <summary>Nobody else has heard of it yet.</summary>
    private void KeepNews(long since)
    {
        if (since != 0) Volatile.Write(ref _newsSince, since);
    }

    private TimeSpan AgeOf(long since) => since == 0 ? TimeSpan.Zero : _parts.Pace.GetElapsedTime(since);
}
