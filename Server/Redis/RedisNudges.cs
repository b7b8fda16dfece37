using System.Collections.Concurrent;
using System.Collections.Immutable;
using StackExchange.Redis;

namespace Interception.Server.Redis;

/// <summary>The channel of all nodes: a node that changes something names it there, and nodes that wait for it look again.</summary>
/// <remarks>A nudge may be lost and never carries data: a waiting node also looks again after <see cref="Patience"/>.</remarks>
internal sealed class RedisNudges
{
    /// <summary>The longest wait for a nudge.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, ImmutableArray<Action>> _listeners = new(StringComparer.Ordinal);

    /// <summary>Subscribes once, for the node's whole life.</summary>
    public RedisNudges(RedisChannel channel, Task<ConnectionMultiplexer> opened)
    {
        Channel = channel;
        _ = SubscribeAsync(opened);
    }

    /// <summary>The name of the channel.</summary>
    public RedisChannel Channel { get; }

    /// <summary>Calls back at every change of this topic; the callback must not wait.</summary>
    public IDisposable Listen(string topic, Action heard)
    {
        _listeners.AddOrUpdate(topic, static (_, one) => [one], static (_, there, one) => there.Add(one), heard);
        return new Listener(() => Leave(topic, heard));
    }

    /// <summary>Completes at the next nudge, or when it is time to look. Get it before you look.</summary>
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
        // Without Redis the library keeps the subscription, and makes it once Redis answers.
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
