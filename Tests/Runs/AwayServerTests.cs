using Interception.Server.Contracts;
using Interception.Server.Generation.Ollama.Endpoints;
using Interception.Server.Generation.Slots;
using Interception.Server.Runs;
using Interception.Server.Runs.Queue;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Runs;

/// <summary>A model server that goes away takes nobody's turn.</summary>
public sealed class AwayServerTests
{
    private const string Poison = "a text that fells its server";

    [Fact(Timeout = 30_000)]
    public async Task While_no_server_is_well_runs_are_taken_into_the_line_told_why_and_served_in_their_order_afterwards()
    {
        await using var app = new App();
        await app.Services.FirstRoundAsync();
        await app.Ollama.KillAsync();
        var runs = new List<Run>();
        for (var n = 0; n < 3; n++)
        {
            runs.Add(await app.StartAllAsync($"bird {n}"));
            var told = await runs[n].WaitForAsync<Queued>(told => told.WaitsFor == WaitReason.Model);
            told.EtaSeconds.Should().BeNull();
            told.Position.Should().Be(n + 1);
        }

        app.Ollama.StartAgain();

        foreach (var run in runs) (await run.EndAsync()).Outcome.Should().Be(Outcome.Completed);
        app.Ollama.TextCalls.Select(call => call.Part("idea")).OfType<string>().Should().Equal("bird 0", "bird 1", "bird 2");
        app.ShouldHaveItsPlace();
    }

    [Fact(Timeout = 30_000)]
    public async Task When_it_is_back_one_run_goes_first_and_the_others_follow_when_its_call_was_answered()
    {
        await using var app = new App(settings: ("Ollama:ParallelPerEndpoint", "3"));
        await app.Services.FirstRoundAsync();
        await app.Ollama.KillAsync();
        var runs = new List<Run>();
        for (var n = 0; n < 3; n++) runs.Add(await app.StartAllAsync($"bird {n}"));
        foreach (var run in runs) await run.WaitForAsync<Queued>(told => told.WaitsFor == WaitReason.Model);
        var first = new Turnstile();
        app.Ollama.EnqueueVerdict(Script.Verdict("SAFE").InLockStep(first));
        var before = app.Ollama.VerdictCalls.Count;
        app.Ollama.StartAgain();

        await app.Ollama.VerdictCalls.WaitFor(before + 1);
        app.Services.GetRequiredService<EndpointSlots>().Taken.Should().Be(1, "two places are free, but it is not known yet how the server does");
        first.Release(10_000);

        foreach (var run in runs) (await run.EndAsync()).Outcome.Should().Be(Outcome.Completed);
        app.Services.GetRequiredService<EndpointSlots>().Taken.Should().Be(0);
    }

    public static TheoryData<string, Script> Away => new()
    {
        { "a reset", Script.ResetBeforeHeaders() },
        { "500", Script.Error(500, "no memory") },
        { "503", Script.Recording("0.32.15/busy.http") },
        { "an error line", Script.Tokens().ThenErrorLine("no memory") },
        { "a reset among the thoughts", Script.Tokens().ThinkingFirst("Hm, ").ThenReset() },
        { "an end without a word", Script.Tokens().ThinkingFirst("Hm, ").ThenEnd() },
    };

    [Theory(Timeout = 30_000, DisableDiscoveryEnumeration = true), MemberData(nameof(Away))]
    public async Task A_stage_that_has_shown_nothing_is_begun_again(string what, Script script)
    {
        await using var app = new App();
        app.Ollama.EnqueueText(script);

        var run = await app.StartAllAsync();
        var events = await run.EventsAsync();

        events[^1].Should().Match<RunEnd>(end => end.Outcome == Outcome.Completed, what);
        (await run.TextAsync(Stage.Interception)).Should().Be(ScriptedOllama.Text);
        events.OfType<StageStart>().Should().HaveCount(4, "no stage is begun twice for those who watch");
        events.OfType<StageStatusChange>().Should().ContainSingle(change => change.Status == StageStatus.Retrying);
        app.Ollama.TextCalls.Should().HaveCount(3);
        app.ShouldHaveItsPlace();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_whole_text_that_lacks_its_verdict_waits_for_the_judge_and_is_not_written_anew()
    {
        await using var app = new App();
        var judged = 0;
        app.Ollama.OnVerdict(_ => ++judged is > 1 and < 6 ? Script.ResetBeforeHeaders() : null);

        var run = await app.StartAllAsync();

        (await run.EndAsync()).Outcome.Should().Be(Outcome.Completed);
        app.Ollama.TextCalls.Should().HaveCount(2, "each text is written once");
        (await run.EventsAsync()).OfType<StageStatusChange>().Should()
            .Contain(change => change.Stage == Stage.Interception && change.Status == StageStatus.Retrying);
    }

    [Theory(Timeout = 30_000), InlineData("true"), InlineData("false")]
    public async Task A_whole_text_that_waits_for_its_verdict_is_no_lost_work(string streams)
    {
        await using var app = new App(settings: ("TextStreaming:Enabled", streams));
        var judged = 0;
        app.Ollama.OnVerdict(_ => ++judged switch
        {
            2 => Script.Tokens("{").InLockStep(_ => Task.Delay(1_100)).ThenReset(),
            3 => Script.ResetBeforeHeaders(),
            _ => null,
        });

        var run = await app.StartAllAsync();

        (await run.EndAsync()).Outcome.Should().Be(Outcome.Completed);
        app.Ollama.TextCalls.Should().HaveCount(2, "each text is written once");
        (await run.EventsAsync()).OfType<StageStatusChange>().Should()
            .Contain(change => change.Stage == Stage.Interception && change.Status == StageStatus.Retrying);
        app.Services.GetRequiredService<IRunQueue>().Trouble.Loss.Share.Should().Be(0);
    }

    [Theory(Timeout = 30_000), InlineData(false, Codes.ProviderUnavailable), InlineData(true, Codes.SafetyUnavailable)]
    public async Task A_text_that_fells_its_server_has_three_beginnings_and_the_others_go_on(bool inTheGate, string code)
    {
        await using var app = new App();
        app.Ollama.On(request => (inTheGate ? request.Kind is CallKind.Verdict : request.Kind is CallKind.Text)
            && request.Body.Contains(Poison, StringComparison.Ordinal) ? Script.ResetBeforeHeaders() : null);

        var poison = await app.StartAllAsync(Poison);
        var other = await app.StartAllAsync();

        (await poison.EndAsync()).Code.Should().Be(code);
        (await other.EndAsync()).Outcome.Should().Be(Outcome.Completed);
        if (!inTheGate) app.Ollama.TextCalls.Count(call => call.Part("idea") == Poison).Should().Be(3);
        app.Services.GetRequiredService<EndpointBreakers>()[app.Ollama.Address].IsClosed.Should().BeTrue();
        app.ShouldHaveItsPlace();
    }

    [Fact(Timeout = 60_000)]
    public async Task Texts_that_fell_their_server_do_not_open_the_breaker_for_all()
    {
        await using var app = new App();
        app.Ollama.OnText(request => request.Body.Contains(Poison, StringComparison.Ordinal) ? Script.ResetBeforeHeaders() : null);

        for (var n = 0; n < 5; n++) (await (await app.StartAllAsync(Poison)).EndAsync()).Code.Should().Be(Codes.ProviderUnavailable);

        app.Services.GetRequiredService<EndpointBreakers>()[app.Ollama.Address].IsClosed.Should().BeTrue("fifteen calls failed, but five texts");
        (await (await app.StartAllAsync()).EndAsync()).Outcome.Should().Be(Outcome.Completed);
    }

    [Fact(Timeout = 30_000)]
    public async Task Of_two_servers_one_that_is_away_does_not_stop_the_other()
    {
        await using var other = new ScriptedOllama();
        await using var app = new App(settings: ("Ollama:Endpoints:1", other.Address.ToString()));
        await app.Services.FirstRoundAsync();
        await app.Ollama.KillAsync();

        var runs = new List<Run>();
        for (var n = 0; n < 4; n++) runs.Add(await app.StartAllAsync($"bird {n}"));

        foreach (var run in runs)
        {
            (await run.EndAsync()).Outcome.Should().Be(Outcome.Completed);
            (await run.EventsAsync()).OfType<Queued>().Should().NotContain(told => told.WaitsFor == WaitReason.Model);
        }
        other.TextCalls.Should().HaveCount(8);
    }
}
