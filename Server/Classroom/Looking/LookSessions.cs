using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;
using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;

namespace Interception.Server.Classroom.Looking;

/// <summary>When teachers may read along. Every child's page shows it before the first character is sent; when it is forbidden, no more is sent.</summary>
internal sealed class LookSessions
{
    /// <summary>How often the other nodes' pages are asked for; a node tells of them every few seconds.</summary>
    private static readonly TimeSpan NextLook = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a page that does not read can delay the texts of other children; its own child's texts always wait for it.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly IClassroomStore _store;
    private readonly ClassroomViewers _viewers;
    private readonly INodeRegistry _nodes;
    private readonly TimeProvider _time;
    private readonly HashSet<LookReader> _readers = [];

    public LookSessions(IClassroomStore store, ClassroomViewers viewers, INodeRegistry nodes, TimeProvider time)
    {
        _store = store;
        _viewers = viewers;
        _nodes = nodes;
        _time = time;
        store.Changed += EndWhenOff;
    }

    /// <summary>Begins a teacher's reading; dispose it when the teacher leaves.</summary>
    /// <exception cref="EndingException"><c>access_denied</c>: teachers may not read along.</exception>
    public LookReader Enter()
    {
        lock (_lock)
        {
            var since = _store.Current.Lesson.LooksSince ?? throw Endings.Exception(Codes.AccessDenied);
            var reader = new LookReader(since, Leave);
            _readers.Add(reader);
            return reader;
        }
    }

    /// <summary>Completes when all open pages show that teachers may read along.</summary>
    public Task SignsAsync(long since) => WithinAsync(_viewers.SeenByAllAsync(since));

    /// <summary>The same, but always waits for the pages of this child, which may be at any node.</summary>
    public async Task SignsAsync(string key, LookReader reader, CancellationToken cancellationToken)
    {
        await _viewers.SeenByAsync(key, reader.Since).WaitAsync(cancellationToken);
        await SignsAsync(reader.Since).WaitAsync(cancellationToken);
        while (_nodes.IsShared && !await IsShownElsewhereAsync(reader.Since)) await Task.Delay(NextLook, _time, cancellationToken);
    }

    /// <summary>Completes when all readers have left who began before reading was forbidden.</summary>
    public Task GoneAsync()
    {
        EndWhenOff();
        lock (_lock) return WithinAsync(Task.WhenAll(_readers.Where(reader => reader.IsOver).Select(reader => reader.Gone)));
    }

    private async Task<bool> IsShownElsewhereAsync(long since)
    {
        try
        {
            return (await _nodes.ReadAsync()).All.All(node => node.Node == _nodes.Here || node.ShownClass >= since);
        }
        catch (RedisAwayException)
        {
            // Nobody can say what the other nodes' pages show.
            return false;
        }
    }

    private void EndWhenOff()
    {
        var since = _store.Current.Lesson.LooksSince;
        List<LookReader> over;
        lock (_lock) over = [.. _readers.Where(reader => reader.Since != since)];
        foreach (var reader in over) reader.End();
    }

    private void Leave(LookReader reader)
    {
        lock (_lock) _readers.Remove(reader);
    }

    private async Task WithinAsync(Task all)
    {
        try
        {
            await all.WaitAsync(LongestWait, _time);
        }
        catch (TimeoutException)
        {
            // The page does not read: its connection is probably lost, and it gets the state when it reconnects.
        }
    }
}

/// <summary>A teacher who reads along.</summary>
/// <param name="since">The version of the class that allowed reading.</param>
/// <param name="leave">Called when the teacher leaves.</param>
internal sealed class LookReader(long since, Action<LookReader> leave) : IDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The version of the class that allowed reading.</summary>
    public long Since => since;

    /// <summary>Cancelled when reading is forbidden.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Whether reading is forbidden.</summary>
    public bool IsOver => _over.IsCancellationRequested;

    /// <summary>Completed when the teacher has left and no text is on its way any more.</summary>
    public Task Gone => _gone.Task;

    public void End() => _over.Cancel();

    public void Dispose()
    {
        leave(this);
        _gone.TrySetResult();
    }
}
