using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Server.Runs;
using Interception.Server.Safety.Judging;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Safety;

/// <summary>What becomes of runs while their judge is tested, and when it has failed.</summary>
public sealed class SelfTestedRunsTests : JudgeSelfTestTest
{
    [Fact(Timeout = 30_000)]
    public async Task While_the_judge_is_tested_runs_wait_in_line_and_no_text_goes_to_any_model()
    {
        var tested = new TaskCompletionSource();
        await using var app = Tested(asked => SelfTestSamples.All.Any(sample => sample.Text == asked.Judged().FirstOrDefault())
            ? WiseJudge.Verdict(asked).InLockStep(_ => tested.Task)
            : Script.Verdict("SAFE"));
        var run = await app.StartAllAsync();
        (await run.WaitForAsync<Queued>()).WaitsFor.Should().Be(WaitReason.Test);
        await app.Ollama.VerdictCalls.WaitFor(1);
        Asked(app).Should().BeEmpty();

        tested.SetResult();

        (await run.EndAsync()).Outcome.Should().Be(Outcome.Completed);
    }

    [Theory(Timeout = 30_000), InlineData("always yes"), InlineData("always no"), InlineData("prose")]
    public async Task Once_the_judge_has_failed_no_run_begins_until_it_passes(string how)
    {
        var well = false;
        await using var app = Tested(asked => well ? WiseJudge.Verdict(asked) : how switch
        {
            "always yes" => Script.Verdict("SAFE"),
            "always no" => Script.Verdict("UNSAFE", "other"),
            _ => Script.Raw("It is a nice text."),
        });
        await RoundAsync();
        using var http = app.CreateClient();

        using var answer = await http.PostAsJsonAsync("/api/runs", new { text = "a blue bird" }, TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.Should().NotBeNull();
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        problem.GetProperty("code").GetString().Should().Be(Codes.SafetyUnavailable);
        problem.GetProperty("detail").GetString().Should().Be((await ReadyAsync(app)).Missing.Single());
        Asked(app).Should().BeEmpty();

        well = true;
        while ((await ReadyAsync(app)).Status != HttpStatusCode.OK) await NextRoundAsync();
        (await (await app.StartAllAsync()).EndAsync()).Outcome.Should().Be(Outcome.Completed);
    }

    [Fact(Timeout = 30_000)]
    public async Task Runs_that_wait_when_the_test_fails_end_as_unchecked()
    {
        var tested = new TaskCompletionSource();
        await using var app = Tested(_ => Script.Verdict("SAFE").InLockStep(_ => tested.Task));
        var run = await app.StartAsync();
        await run.WaitForAsync<Queued>();

        tested.SetResult();

        (await run.EndAsync()).Code.Should().Be(Codes.SafetyUnavailable);
        Asked(app).Should().BeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_judge_that_cannot_be_asked_is_away_and_runs_keep_their_turn()
    {
        var well = false;
        await using var app = Tested(asked => well ? WiseJudge.Verdict(asked) : Script.Error(500, "no memory"));
        await RoundAsync();
        var run = await app.StartAsync();
        await run.WaitForAsync<Queued>();

        well = true;
        while ((await ReadyAsync(app)).Status != HttpStatusCode.OK) await NextRoundAsync();

        await run.WaitForAsync<RunPause>();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_run_that_goes_on_while_the_judge_has_failed_stays_paused_as_it_was()
    {
        await using var app = Tested(WiseJudge.Verdict);
        await RoundAsync();
        var run = await app.StartAndPauseAsync();
        var (judges, asked) = (app.Services.GetRequiredService<TestedJudges>(), app.Ollama.TextCalls.Count);
        judges.Set(judges.Judge, app.Ollama.Address, new(TestOutcome.Failed, "It has forgotten everything.") { At = long.MaxValue });

        ServerRuns.Refusal(() => app.Controls().Continue(run.Id, null)).Should().Match<EndingException>(refused =>
            refused.Code == Codes.SafetyUnavailable && refused.Message == "It has forgotten everything.");
        run.State.Should().Be(RunState.Paused);
        app.Ollama.TextCalls.Should().HaveCount(asked);

        judges.Set(judges.Judge, app.Ollama.Address, new(TestOutcome.Passed) { At = 1 });
        app.Controls().Continue(run.Id, null);
        (await run.EndAsync()).Outcome.Should().Be(Outcome.Completed);
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_cries_for_help_needs_no_judge()
    {
        await using var app = Tested(_ => Script.Verdict("SAFE"));
        await RoundAsync();

        (await (await app.StartAsync("Ich will nicht mehr leben")).EndAsync()).Code.Should().Be(Codes.Blocked);
    }
}
