using System.Runtime.CompilerServices;
using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Delivery;

/// <summary>After its time nothing is left of a run in memory.</summary>
[Collection(typeof(Alone))]
public sealed class NothingKeptTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly App _app;

    public NothingKeptTests() => _app = new(_time);

    [Fact(Timeout = 60_000)]
    public async Task A_run_that_was_forgotten_has_left_no_text_in_memory()
    {
        // The first one warms up what keeps its last visitor, such as the connections to the model server.
        await RunAsync();
        var texts = await RunAsync();
        await RunAsync();

        _time.Advance(TimeSpan.FromMinutes(11));

        _app.Controls().List().Should().BeEmpty();
        for (var round = 0; round < 10 && texts.Any(text => text.Reference.IsAlive); round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        texts.Where(text => text.Reference.IsAlive).Select(text => text.What).Should().BeEmpty();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Makes a run with a pause and a revision, reads all of it, and keeps nothing of it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<List<(string What, WeakReference Reference)>> RunAsync()
    {
        await using var hub = await _app.ConnectAsync();
        var id = (await hub.StartAsync(new { text = "a blue bird on a fence", rules = "Everything is seen from below." })).RunId;
        await hub.WaitForAsync<RunPause>(id);
        await hub.ContinueAsync(id, "The fence dreams of the bird.");
        await hub.EventsAsync(id);
        foreach (var stage in ContractStages.All) await hub.TextAsync(stage, id);
        return Texts(_app.Controls().Find(id), await _app.ReadAsync(id));
    }

    private static List<(string What, WeakReference Reference)> Texts(RunRecord run, IRunReader journal) =>
    [
        ("run", new(run)), ("journal", new(journal)), ("material", new(run.Work.Material)),
        ("idea", new(run.Work.Material.Assignment.Idea)), ("rules", new(run.Work.Material.Assignment.Rules)),
        ("interception", new(run.Work.Material.Interception!.Value)), ("revision", new(run.Work.Material.Revision)),
    ];
}
