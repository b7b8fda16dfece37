using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Generation;

/// <summary>A time that stands still, and tells when somebody begins to wait for so long.</summary>
public class WatchedTime : FakeTimeProvider
{
    private readonly ConcurrentDictionary<TimeSpan, SemaphoreSlim> waits = new();

    /// <summary>Waits until somebody has begun to wait for so long; each wait counts once.</summary>
    public Task AwaitedAsync(TimeSpan wait, CancellationToken cancellationToken) => Waits(wait).WaitAsync(cancellationToken);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Waits(dueTime).Release();
        return new WatchedTimer(timer, wait => Waits(wait).Release());
    }

    private SemaphoreSlim Waits(TimeSpan wait) => waits.GetOrAdd(wait, _ => new(0));

    private sealed class WatchedTimer(ITimer timer, Action<TimeSpan> awaited) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            awaited(dueTime);
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
