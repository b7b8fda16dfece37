using System.Collections.Concurrent;

namespace Interception.Server.Classroom.Looking;

/// <summary>The children's pages that are open at this server, and which version of the class each was sent.</summary>
internal sealed class ClassroomViewers
{
    private readonly ConcurrentDictionary<ClassroomViewer, byte> _viewers = new();

    /// <summary>How many pages are open.</summary>
    public int Count => _viewers.Count;

    /// <summary>The version of the class that every open page was sent, or a later one; the largest number when none is open.</summary>
    public long SeenByAll => _viewers.Keys.Select(viewer => viewer.Seen).DefaultIfEmpty(long.MaxValue).Min();

    /// <summary>Adds a page; dispose it when the page closes.</summary>
    public ClassroomViewer Enter(string key)
    {
        var viewer = new ClassroomViewer(key, gone => _viewers.TryRemove(gone, out _));
        _viewers[viewer] = 0;
        return viewer;
    }

    /// <summary>Completes when every open page was sent this version of the class, or is closed.</summary>
    public Task SeenByAllAsync(long version) => Task.WhenAll(_viewers.Keys.Select(viewer => viewer.SeenAsync(version)));

    /// <summary>The same for the pages of one child.</summary>
    public Task SeenByAsync(string key, long version) =>
        Task.WhenAll(_viewers.Keys.Where(viewer => viewer.Key == key).Select(viewer => viewer.SeenAsync(version)));
}

/// <summary>A child's page and the version that it was sent.</summary>
/// <param name="key">The key of the child.</param>
/// <param name="leave">Called when the page closes.</param>
internal sealed class ClassroomViewer(string key, Action<ClassroomViewer> leave) : IDisposable
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _seen = -1;

    /// <summary>The key of the child.</summary>
    public string Key => key;

    /// <summary>The last version that it was sent; below 0 for none.</summary>
    public long Seen
    {
        get
        {
            lock (_lock) return _seen;
        }
    }

    /// <summary>Records that this version of the class was written to the page's connection.</summary>
    public void See(long version)
    {
        TaskCompletionSource news;
        lock (_lock)
        {
            _seen = version;
            news = _more;
            _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        news.SetResult();
    }

    /// <summary>Completes when the page was sent a version, or is closed.</summary>
    public async Task SeenAsync(long version)
    {
        while (true)
        {
            Task more;
            lock (_lock)
            {
                if (_seen >= version) return;
                more = _more.Task;
            }
            await more;
        }
    }

    public void Dispose()
    {
        leave(this);
        See(long.MaxValue);
    }
}
