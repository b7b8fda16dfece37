using System.Collections.Concurrent;
using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;
using Interception.Server.Redis.Nodes;

namespace Interception.Server.Classroom;

/// <summary>The children's pages that are open at this node, and what the class is told of them.</summary>
/// <remarks>The class has each node's number, never a sum: said twice it is the same, and a node that dies takes its own with it.</remarks>
internal sealed class ClassroomPages(IClassroomStore store, INodeRegistry nodes, NodeStatus status, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>Opens a page of the child, until <see cref="CloseAsync"/>; the class is yet to be told.</summary>
    public void Open(string key) => _open.AddOrUpdate(key, 1, static (_, open) => open + 1);

    /// <summary>Tells the class of the child's pages, which are open already.</summary>
    /// <exception cref="EndingException"><c>busy</c>.</exception>
    public ValueTask<ClassRecord> TellAsync(string key) => store.ChangeAsync(record => record.Joined(key, time).With(key, child => Counted(key, child)));

    /// <summary>Closes one of the child's pages.</summary>
    public async Task CloseAsync(string key)
    {
        if (_open.AddOrUpdate(key, 0, static (_, open) => open - 1) <= 0) _open.TryRemove(new(key, 0));
        try
        {
            await store.ChangeAsync(record => record.With(key, child => Counted(key, child) with { SeenAt = time.UnixMs() }));
        }
        catch (EndingException)
        {
            // The next round tells it.
        }
    }

    /// <summary>Puts right what the class says of this node's pages, and takes out those of nodes that are gone.</summary>
    /// <exception cref="EndingException"><c>busy</c>.</exception>
    public async Task TidyAsync() => await store.ChangeAsync(record =>
        record.Children.Aggregate(record, (tidied, child) => tidied.With(child.Key, one => Tidied(child.Key, one))));

    private ChildRecord Tidied(string key, ChildRecord child)
    {
        var tidied = Counted(key, child);
        tidied = tidied with { Pages = tidied.Pages.RemoveRange(tidied.Pages.Keys.Where(IsGone)) };
        // Nobody knows since when the page was gone: until just now it counted as open.
        return tidied == child ? child : tidied with { SeenAt = time.UnixMs() };
    }

    private ChildRecord Counted(string key, ChildRecord child) => _open.GetValueOrDefault(key) is > 0 and var open
        ? child with { Pages = child.Pages.SetItem(nodes.Here.ToString(), open), HasPage = true }
        : child with { Pages = child.Pages.Remove(nodes.Here.ToString()) };

    private bool IsGone(string node) => node == ChildRecord.UnknownNode || status.Nodes?.IsDead(node) == true;
}
