using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Support.Classroom;

/// <summary>Follows a hub's stream, so that a test can wait for an item.</summary>
public sealed class Follower<T> : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly Lock _lock = new();
    private readonly List<T> _heard = [];
    private readonly Task _following;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts to follow.</summary>
    public Follower(HubConnection hub, string method, params object?[] arguments) : this(hub, method, null, arguments)
    {
    }

    /// <summary>Starts to follow, and passes each item on.</summary>
    public Follower(HubConnection hub, string method, Action<T>? hear, params object?[] arguments) => _following = FollowAsync(hub, method, hear, arguments);

    /// <summary>All items so far.</summary>
    public IReadOnlyList<T> Heard
    {
        get
        {
            lock (_lock) return [.. _heard];
        }
    }

    /// <summary>Waits until such an item has come, now or before.</summary>
    public async Task<T> WaitForAsync(Func<T, bool> which)
    {
        for (var seen = 0; ;)
        {
            Task more;
            lock (_lock)
            {
                for (; seen < _heard.Count; seen++)
                    if (which(_heard[seen])) return _heard[seen];
                more = _more.Task;
            }
            await more.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until the last item is such a one.</summary>
    public async Task<T> WaitUntilAsync(Func<T, bool> isSo)
    {
        while (true)
        {
            Task more;
            lock (_lock)
            {
                if (_heard.Count > 0 && isSo(_heard[^1])) return _heard[^1];
                more = _more.Task;
            }
            await more.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAny(_following);
        _over.Dispose();
    }

    private async Task FollowAsync(HubConnection hub, string method, Action<T>? hear, object?[] arguments)
    {
        await foreach (var item in hub.StreamAsyncCore<T>(method, arguments, _over.Token))
        {
            TaskCompletionSource more;
            hear?.Invoke(item);
            lock (_lock)
            {
                _heard.Add(item);
                more = _more;
                _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            more.SetResult();
        }
    }
}
