using Interception.Server.Classroom.Board;
using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Runs;
using Interception.Server.Runs.Keys;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Interception.Tests.Support.Redis;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Sharing;

/// <summary>Two servers with one Redis: any of them answers any call for any run.</summary>
public sealed class TwoNodeTests : IAsyncLifetime
{
    private readonly SharedNodes _nodes = new();
    private App _here = null!, _there = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task A_run_that_was_started_at_one_node_is_read_and_continued_at_the_other()
    {
        var run = await _here.StartAndPauseAsync();

        var there = await _there.ReadAsync(run.Id);
        (await TextAsync(there, Stage.Interception)).Should().Be(ScriptedOllama.Text);
        await CommandsOf(_there).ContinueAsync(run.Id, null);

        (await TextAsync(await _here.ReadAsync(run.Id), Stage.Output)).Should().Be(ScriptedOllama.Text);
        var seen = await EventsAsync(_here, run.Id);
        seen[^1].Should().Match<RunEnd>(end => end.Outcome == Outcome.Completed);
        seen.Select(happened => happened.Seq).Should().Equal(Enumerable.Range(1, seen.Count).Select(n => (long)n));
        (await EventsAsync(_there, run.Id)).Should().BeEquivalentTo(seen, options => options.RespectingRuntimeTypes().WithStrictOrdering());
        _here.Ollama.TextCalls[1].Part("text").Should().Be(ScriptedOllama.Text, "the checked text has come with the record");
    }

    [Fact(Timeout = 30_000)]
    public async Task The_same_continue_at_both_nodes_at_once_is_one()
    {
        var run = await _here.StartAndPauseAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => CommandsOf(n % 2 == 0 ? _here : _there).ContinueAsync(run.Id, "The fence dreams.")));

        var seen = await EventsAsync(_here, run.Id);
        seen.OfType<RunContinue>().Should().ContainSingle();
        seen[^1].Should().Match<RunEnd>(end => end.Outcome == Outcome.Completed);
        (await ServerRuns.EndingOfAsync(() => CommandsOf(_there).ContinueAsync(run.Id, "Another."))).Code.Should().Be(Codes.Conflict);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_stop_at_one_node_stops_the_model_at_the_other()
    {
        var (run, _) = await _here.StartWritingAsync();
        var reading = TextAsync(await _there.ReadAsync(run.Id), Stage.Interception);

        await CommandsOf(_there).StopAsync(run.Id);

        (await ServerRuns.EndingOfAsync(() => reading)).Code.Should().Be(Codes.Stopped);
        (await EventsAsync(_here, run.Id))[^1].Should().Match<RunEnd>(end => end.Outcome == Outcome.Stopped && end.Code == Codes.Stopped);
        _here.ShouldHaveItsPlace();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_paused_run_of_one_node_can_be_stopped_at_the_other()
    {
        var run = await _here.StartAndPauseAsync();

        await CommandsOf(_there).StopAsync(run.Id);

        (await EventsAsync(_here, run.Id))[^1].Should().Match<RunEnd>(end => end.Code == Codes.Stopped);
        (await CommandsOf(_here).Invoking(commands => commands.ContinueAsync(run.Id, null)).Should().ThrowAsync<EndingException>()).Which.Code.Should().Be(Codes.Conflict);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_key_means_the_same_run_at_every_node()
    {
        var key = new IdempotencyKey("key:0123456789abcdef", "the same", null);
        var work = await _here.Services.GetRequiredService<RunRequestReader>().ReadAsync(new RunRequest { Text = "a blue bird" }, Cancel);

        var ids = await Task.WhenAll(Enumerable.Range(0, 6).Select(async n => (await CommandsOf(n % 2 == 0 ? _here : _there).StartAsync(work, key, cancellationToken: Cancel)).Id));

        ids.Distinct().Should().ContainSingle();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_teacher_sees_and_stops_the_runs_of_all_nodes()
    {
        var (working, _) = await _here.StartWritingAsync();
        var waiting = await _there.StartAsync();
        await waiting.WaitForAsync<Queued>();
        var teacher = _there.Services.GetRequiredService<ClassControls>();

        IReadOnlyList<RunSummary> seen;
        do seen = await teacher.ListAsync();
        while (seen.Single(run => run.Id == working.Id).State != RunState.Working);
        seen.Should().HaveCount(2).And.Contain(run => run.Id == waiting.Id && run.State == RunState.Waiting && run.Position == 1);
        await teacher.StopAllAsync();

        (await teacher.ListAsync()).Should().OnlyContain(run => run.State == RunState.Ended);
        _here.ShouldHaveItsPlace();
    }

    [Fact(Timeout = 30_000)]
    public async Task Every_node_says_of_every_run_where_it_stands_wherever_it_was_started()
    {
        var gone = await _there.StartAndPauseAsync();
        var (working, _) = await _here.StartWritingAsync();
        var first = await _there.StartAsync();
        await first.WaitForAsync<Queued>();
        var second = await _here.StartAsync();
        await second.WaitForAsync<Queued>();
        await CommandsOf(_here).ContinueAsync(gone.Id, null);
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

        foreach (var node in new[] { _here, _there })
        {
            var seen = await SeenAsync(node, all => all[working.Id].State == RunState.Working);
            new[] { first, second, gone }.Select(run => (seen[run.Id].State, seen[run.Id].Position)).Should().Equal(
                (RunState.Waiting, 1), (RunState.Waiting, 2), (RunState.Waiting, 3));
            seen[working.Id].Position.Should().BeNull();
            seen.Values.Should().OnlyContain(run => run.Since <= before && run.Since > before - 10_000 && run.WaitingSeconds < 10);
            seen[gone.Id].Since.Should().BeGreaterThanOrEqualTo(seen[second.Id].Since, "it waits since it went on");
            node.Services.GetRequiredService<IServerReport>().Read().Should().Match<ClassHealth>(
                all => all.Taken == 1 && all.Waiting == 3 && all.Servers.Single().Taken == 1);
        }
        var (here, there) = (await SeenAsync(_here), await SeenAsync(_there));
        here[working.Id].Since.Should().Be(there[working.Id].Since);

        await CommandsOf(_here).StopAsync(first.Id);
        foreach (var node in new[] { _here, _there })
            (await SeenAsync(node, all => all[gone.Id].Position == 2))[second.Id].Position.Should().Be(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_node_that_closes_leaves_paused_runs_and_those_of_other_nodes_alone()
    {
        var paused = await _here.StartAndPauseAsync();
        var (working, _) = await _there.StartWritingAsync();

        await _here.Controls().FinishAsync();
        await _here.Controls().CloseAsync();

        (await _there.Services.GetRequiredService<RunKeeper>().FindAsync(paused.Id, Cancel)).Phase.Should().Be(RunPhase.Paused);
        working.StopCode.Should().BeNull();
        await CommandsOf(_there).StopAsync(working.Id);
        await CommandsOf(_there).ContinueAsync(paused.Id, null);
        (await EventsAsync(_there, paused.Id))[^1].Should().Match<RunEnd>(end => end.Outcome == Outcome.Completed);
    }

    public ValueTask InitializeAsync()
    {
        _here = _nodes.Add("here");
        _there = _nodes.Add("there");
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    private static RunCommands CommandsOf(App node) => node.Services.GetRequiredService<RunCommands>();

    /// <summary>What a teacher sees at a node, as soon as it is like this.</summary>
    private static async Task<Dictionary<string, RunSummary>> SeenAsync(App node, Func<Dictionary<string, RunSummary>, bool>? like = null)
    {
        while (true)
        {
            var all = (await node.Services.GetRequiredService<ClassControls>().ListAsync()).ToDictionary(run => run.Id);
            if (like?.Invoke(all) ?? true) return all;
            await Task.Delay(10, Cancel);
        }
    }

    private static async Task<string> TextAsync(IRunReader run, Stage stage) => string.Concat(await run.ReadText(stage, 0, Cancel).ToListAsync(Cancel));

    private static async Task<List<RunEvent>> EventsAsync(App node, string runId) =>
        await (await node.ReadAsync(runId)).ReadEvents(0, Cancel).ToListAsync(Cancel);
}
