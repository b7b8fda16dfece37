using System.Collections.Concurrent;
using System.Collections.Immutable;
using StackExchange.Redis;

namespace Interception.Server.Redis;

/// <summary>The deployment's one channel: who changes something says of what, and who waits for that looks again.</summary>
/// <remarks>A nudge may be lost and is never the only copy of anything: whoever waits looks again after <see cref="Patience"/> all the same.</remarks>
internal sealed class RedisNudges
{
    /// <summary>So long a wait for a nudge is.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, ImmutableArray<Action>> _listeners = new(StringComparer.Ordinal);

    /// <summary>Subscribes once, for the node's whole life.</summary>
    public RedisNudges(RedisChannel channel, Task<ConnectionMultiplexer> opened)
    {
        Channel = channel;
        _ = SubscribeAsync(opened);
    }

    /// <summary>Where nudges are said.</summary>
    public RedisChannel Channel { get; }

    /// <summary>Calls back whenever something has changed there; what it calls does not wait.</summary>
    public IDisposable Listen(string topic, Action heard)
    {
        _listeners.AddOrUpdate(topic, static (_, one) => [one], static (_, there, one) => there.Add(one), heard);
        return new Listener(() => Leave(topic, heard));
    }

    /// <summary>Completes with the next nudge, or when it is worth looking all the same. Ask for it first, and look then.</summary>
    public Task NextAsync(string topic)
    {
        var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var listening = Listen(topic, () => next.TrySetResult());
        return EndAsync(next.Task, listening);
    }

    private static async Task EndAsync(Task wait, IDisposable listening)
    {
        await wait.WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        listening.Dispose();
    }

    private async Task SubscribeAsync(Task<ConnectionMultiplexer> opened)
    {
        // Without a Redis the library remembers it, and subscribes as soon as there is one.
        while (true)
        {
            try
            {
                await (await opened).GetSubscriber().SubscribeAsync(Channel, (_, topic) => Tell(topic.ToString()));
                return;
            }
            catch (Exception e) when (e is RedisException or RedisTimeoutException)
            {
                await Task.Delay(Patience);
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Tell(string topic)
    {
        if (!_listeners.TryGetValue(topic, out var there)) return;
        foreach (var heard in there) heard();
    }

    private void Leave(string topic, Action heard)
    {
        while (_listeners.TryGetValue(topic, out var there))
        {
            var rest = there.Remove(heard);
            if (rest.IsEmpty ? _listeners.TryRemove(new(topic, there)) : _listeners.TryUpdate(topic, rest, there)) return;
        }
    }

    private sealed class Listener(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
