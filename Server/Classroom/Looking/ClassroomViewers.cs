using System.Collections.Concurrent;

namespace Interception.Server.Classroom.Looking;

/// <summary>The children's pages that are open here, and which version of the class each has been sent.</summary>
internal sealed class ClassroomViewers
{
    private readonly ConcurrentDictionary<ClassroomViewer, byte> _viewers = new();

    /// <summary>How many there are.</summary>
    public int Count => _viewers.Count;

    /// <summary>A page opens; disposed of when it closes.</summary>
    public ClassroomViewer Enter(string key)
    {
        var viewer = new ClassroomViewer(key, gone => _viewers.TryRemove(gone, out _));
        _viewers[viewer] = 0;
        return viewer;
    }

    /// <summary>Completes when every page that is open has been sent the class as of a version, or is closed.</summary>
    public Task SeenByAllAsync(long version) => Task.WhenAll(_viewers.Keys.Select(viewer => viewer.SeenAsync(version)));

    /// <summary>The same for the pages of one child.</summary>
    public Task SeenByAsync(string key, long version) =>
        Task.WhenAll(_viewers.Keys.Where(viewer => viewer.Key == key).Select(viewer => viewer.SeenAsync(version)));
}

/// <summary>A child's page, as far as it has been told.</summary>
/// <param name="key">Whose.</param>
/// <param name="leave">Called when it closes.</param>
internal sealed class ClassroomViewer(string key, Action<ClassroomViewer> leave) : IDisposable
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _seen = -1;

    /// <summary>Whose page it is.</summary>
    public string Key => key;

    /// <summary>The class as of this version is on its way to the page: it has been written to the connection.</summary>
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

    /// <summary>Completes when the page has been sent a version, or is closed.</summary>
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
