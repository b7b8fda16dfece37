using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Journal.Shared;
using Interception.Server.Runs;
using Interception.Server.Runs.Queue.Shared;
using Interception.Tests.Support;
using Interception.Tests.Support.Classroom;
using Interception.Tests.Support.Ollama;
using Interception.Tests.Support.Redis;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Sharing;

/// <summary>A node dies, stands still or goes: nothing is lost that could go on, and nothing is told twice.</summary>
public sealed class LostNodeTests : IAsyncLifetime
{
    private readonly SharedNodes _nodes = new();
    private readonly JumpingTime _time = new();
    private Cable _cable = null!;
    private App _here = null!, _there = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 40_000)]
    public async Task A_text_whose_node_is_gone_ends_as_broken_off_for_everybody_and_what_was_shown_stays()
    {
        var (run, tokens) = await _here.StartWritingAsync();
        var there = await _there.ReadAsync(run.Id);
        await there.ReadText(Stage.Interception, 0, Cancel).FirstAsync(Cancel);

        _cable.Cut();
        var ended = await EventsAsync(_there, run.Id);

        ended.OfType<RunEnd>().Should().ContainSingle().Which.Code.Should().Be(Codes.ProviderInterrupted);
        ended.OfType<StageEnd>().Should().HaveCount(ended.OfType<StageStart>().Count());
        (await TextAsync(there, Stage.Interception)).Should().Be(("bird", Codes.ProviderInterrupted));

        // It wakes: it writes nothing more, and its own readers hear what the others heard.
        var own = TextAsync(await _here.ReadAsync(run.Id), Stage.Interception);
        _time.Jump(TimeSpan.FromSeconds(20));
        tokens.Release();
        _cable.Mend();
        await run.Over.WaitAsync(Cancel);
        (await own).Should().Be(("bird", Codes.ProviderInterrupted));
        (await EventsAsync(_there, run.Id)).Should().HaveCount(ended.Count);
        _here.ShouldHaveItsPlace();
    }

    [Fact(Timeout = 40_000)]
    public async Task A_stage_that_has_shown_nothing_is_begun_again_at_another_node_and_told_once()
    {
        var tokens = new Turnstile();
        _here.Ollama.EnqueueText(Script.Tokens(Enumerable.Repeat("bird ", 10)).InLockStep(tokens));
        var run = await _here.StartAsync();
        await run.WaitForAsync<StageStart>(begun => begun.Stage == Stage.Interception);
        await NotedAsync(run.Id, stagesDone: 1);

        _cable.Cut();
        var there = await _there.ReadAsync(run.Id);
        await there.WaitForAsync<RunPause>();

        (await TextAsync(there, Stage.Interception)).Should().Be((ScriptedOllama.Text, null));
        await _there.Services.GetRequiredService<RunCommands>().StopAsync(run.Id);
        var seen = await EventsAsync(_there, run.Id);
        seen.OfType<StageStart>().Select(begun => begun.Stage).Should().Equal(Stage.PreInterception, Stage.Interception);
        seen.OfType<StageEnd>().Select(end => end.Stage).Should().Equal(Stage.PreInterception, Stage.Interception);
        seen.Select(happened => happened.Seq).Should().Equal(Enumerable.Range(1, seen.Count).Select(n => (long)n));
    }

    [Fact(Timeout = 40_000)]
    public async Task A_cry_for_help_is_told_once_although_its_node_died_before_the_class_heard_of_it()
    {
        var (run, _) = await _here.StartWritingAsync();
        var cry = new StageEnd(Stage.Interception, Outcome.Blocked, Codes.Blocked, TextCategory.SelfHarm, 0, 0, null, null, DurationMs: 0);
        run.Journal.Write(cry);
        await (await _there.ReadAsync(run.Id)).WaitForAsync<StageEnd>(end => end.Outcome == Outcome.Blocked);

        _cable.Cut();
        (await EventsAsync(_there, run.Id)).OfType<RunEnd>().Should().ContainSingle().Which.Code.Should().Be(Codes.Blocked);
        foreach (var observer in _there.Services.GetServices<IRunObserver>()) observer.StageEnded(run, cry);

        // Changes are written in the order in which they come.
        var record = await _there.Services.GetRequiredService<IClassroomStore>().ChangeAsync(record => record);
        record.Alerts.Should().ContainSingle().Which.Category.Should().Be(TextCategory.SelfHarm);
    }

    [Fact(Timeout = 40_000)]
    public async Task A_waiting_run_of_a_node_that_closes_goes_on_at_another()
    {
        var (working, _) = await _there.StartWritingAsync();
        var left = await _here.StartAsync();
        await left.WaitForAsync<Queued>();

        await _here.Controls().FinishAsync();
        await _there.Services.GetRequiredService<RunCommands>().StopAsync(working.Id);

        var there = await _there.ReadAsync(left.Id);
        await there.WaitForAsync<RunPause>();
        (await TextAsync(there, Stage.Interception)).Should().Be((ScriptedOllama.Text, null));
        (await TextAsync(await _here.ReadAsync(left.Id), Stage.Interception)).Should().Be((ScriptedOllama.Text, null));
        left.Over.IsCompleted.Should().BeTrue();
    }

    [Fact(Timeout = 40_000)]
    public async Task While_Redis_stands_still_what_works_goes_on_at_its_node_nothing_begins_and_afterwards_all_of_it_is_everywhere()
    {
        await using var server = await RedisServer.StartAsync();
        await using var nodes = new SharedNodes();
        var here = nodes.Add("one", server.Port, Patient);
        var there = nodes.Add("two", server.Port, Patient);
        var (run, tokens) = await here.StartWritingAsync();
        var reading = TextAsync(await there.ReadAsync(run.Id), Stage.Interception);

        server.Signal("STOP");
        tokens.Release(100);
        await run.GrownToAsync(Stage.Interception, 400);
        (await ServerRuns.EndingOfAsync(() => here.StartAsync())).Code.Should().Be(Codes.Busy);
        (await ServerRuns.EndingOfAsync(() => there.StartAsync())).Code.Should().Be(Codes.Busy);
        reading.IsCompleted.Should().BeFalse();
        server.Signal("CONT");
        tokens.Release(1_000);

        await run.WaitForAsync<RunPause>();
        (await reading).Should().Be((await run.TextAsync(Stage.Interception), null));
        run.StopCode.Should().BeNull();

        // As long as in a lesson, in small: who holds a place can say so before it is given to another.
        static void Patient(IServiceCollection services) => services.AddSingleton(new QueueTimes
        {
            Quiet = TimeSpan.FromSeconds(1),
            Grace = TimeSpan.FromSeconds(1),
            Look = TimeSpan.FromMilliseconds(200),
        });
    }

    [Fact(Timeout = 40_000)]
    public async Task A_node_that_stood_still_while_Redis_was_emptied_writes_nothing_more_and_everybody_hears_the_same()
    {
        await using var server = await RedisServer.StartAsync();
        using var cable = new Cable(new($"http://127.0.0.1:{server.Port}"));
        await using var nodes = new SharedNodes();
        var here = nodes.Add("here", cable.Address.Port, services => services.AddSingleton(new FreezeWatch(_time)));
        var there = nodes.Add("there", server.Port);
        var (run, tokens) = await here.StartWritingAsync();
        var (own, reading) = (TextAsync(await here.ReadAsync(run.Id), Stage.Interception), TextAsync(await there.ReadAsync(run.Id), Stage.Interception));
        await (await there.ReadAsync(run.Id)).ReadText(Stage.Interception, 0, Cancel).FirstAsync(Cancel);

        cable.Cut();
        await using var redis = server.Connect();
        await redis.AskOrRefuseAsync(database => database.ExecuteAsync("FLUSHALL"));
        (await reading).Should().Be(("bird", Codes.RunNotFound));

        // It wakes, with all that its model has sent meanwhile.
        _time.Jump(TimeSpan.FromSeconds(20));
        tokens.Release(100);
        cable.Mend();
        await run.Over.WaitAsync(Cancel);
        (await own).Should().Be(("bird", Codes.RunNotFound));
        here.ShouldHaveItsPlace();
        (await ServerRuns.EndingOfAsync(() => there.Services.GetRequiredService<RunKeeper>().FindAsync(run.Id, Cancel).AsTask())).Code.Should().Be(Codes.RunNotFound);

        // And it works as before.
        await (await here.StartAsync()).WaitForAsync<RunPause>();
    }

    public ValueTask InitializeAsync()
    {
        _cable = new(new($"http://127.0.0.1:{SharedRedis.Server.Port}"));
        _here = _nodes.Add("here", _cable.Address.Port, services => services.AddSingleton(new FreezeWatch(_time)));
        _there = _nodes.Add("there", settings: ("Access:TeacherCode", ClassVisits.TeacherCode));
        // Both are known before one of them is gone.
        _ = _here.Services;
        _ = _there.Services;
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _nodes.DisposeAsync();
        _cable.Dispose();
    }

    /// <summary>Waits until the others could know how far the run has come.</summary>
    private async Task NotedAsync(string runId, int stagesDone)
    {
        var records = _there.Services.GetRequiredService<RunKeeper>();
        while ((await records.FindAsync(runId, Cancel)).StagesDone < stagesDone) await Task.Delay(5, Cancel);
    }

    private static async Task<(string Text, string? Code)> TextAsync(IRunReader run, Stage stage)
    {
        var text = "";
        try
        {
            await foreach (var piece in run.ReadText(stage, 0, Cancel)) text += piece;
            return (text, null);
        }
        catch (EndingException ending)
        {
            return (text, ending.Code);
        }
    }

    private static async Task<List<RunEvent>> EventsAsync(App node, string runId) =>
        await (await node.ReadAsync(runId)).ReadEvents(0, Cancel).ToListAsync(Cancel);
}
