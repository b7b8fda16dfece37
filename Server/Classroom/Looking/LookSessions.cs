using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;

namespace Interception.Server.Classroom.Looking;

/// <summary>When teachers can read along. Every child's page says so before the first character leaves; and when it is over, none leaves any more.</summary>
internal sealed class LookSessions
{
    /// <summary>So long one page that takes nothing can keep the others' texts waiting; its own child's texts wait for it in any case.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly IClassroomStore _store;
    private readonly ClassroomViewers _viewers;
    private readonly TimeProvider _time;
    private readonly HashSet<LookReader> _readers = [];

    public LookSessions(IClassroomStore store, ClassroomViewers viewers, TimeProvider time)
    {
        _store = store;
        _viewers = viewers;
        _time = time;
        store.Changed += EndWhenOff;
    }

    /// <summary>A teacher begins to read; disposed of when it has left.</summary>
    /// <exception cref="EndingException"><c>access_denied</c>: teachers cannot read along.</exception>
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

    /// <summary>Completes when all pages that are open show that teachers can read along.</summary>
    public Task SignsAsync(long since) => WithinAsync(_viewers.SeenByAllAsync(since));

    /// <summary>The same, and for the pages of this child however long it takes.</summary>
    public async Task SignsAsync(string key, LookReader reader, CancellationToken cancellationToken)
    {
        await _viewers.SeenByAsync(key, reader.Since).WaitAsync(cancellationToken);
        await SignsAsync(reader.Since).WaitAsync(cancellationToken);
    }

    /// <summary>Completes when nobody reads any more who began before teachers could no longer read along.</summary>
    public Task GoneAsync()
    {
        EndWhenOff();
        lock (_lock) return WithinAsync(Task.WhenAll(_readers.Where(reader => reader.IsOver).Select(reader => reader.Gone)));
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
            // A page that takes nothing: its connection is as good as lost, and it is told when it is back.
        }
    }
}

/// <summary>A teacher who reads along.</summary>
/// <param name="since">Since which version of the class teachers can.</param>
/// <param name="leave">Called when it leaves.</param>
internal sealed class LookReader(long since, Action<LookReader> leave) : IDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Since which version of the class teachers can read along.</summary>
    public long Since => since;

    /// <summary>Cancelled when they no longer can.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Whether they no longer can.</summary>
    public bool IsOver => _over.IsCancellationRequested;

    /// <summary>Completed when it has left: nothing of its text is on the way any more.</summary>
    public Task Gone => _gone.Task;

    public void End() => _over.Cancel();

    public void Dispose()
    {
        leave(this);
        _gone.TrySetResult();
    }
}
