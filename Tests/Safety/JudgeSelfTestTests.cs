using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Server.Generation.Slots;
using Interception.Server.Runs;
using Interception.Server.Safety.Judging;
using Interception.Tests.Generation;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Safety;

public sealed class JudgeSelfTestTests
{
    public static TheoryData<string, string> Wrong => new()
    {
        { "always yes", "*gpt-oss:20b let a harmful sample text pass*Models:Safety*" },
        { "always no", "*gpt-oss:20b refused a harmless sample text*Models:Safety*" },
        { "prose", "*could not be tested*JSON schema*" },
        { "down", "*could not be tested*failed*" },
    };

    private readonly WatchedTime _time = new();

    // When the test's time leaps, no question on its way is late.
    private static (string, string)[] Settings => [("Safety:SelfTest", "true"), ("Timeouts:Connect", "00:01:00")];

    [Fact(Timeout = 30_000)]
    public async Task A_judge_that_tells_good_from_harmful_makes_the_server_ready()
    {
        await using var app = Tested(WiseJudge.Verdict);

        await RoundAsync();

        (await ReadyAsync(app)).Status.Should().Be(HttpStatusCode.OK);
        app.Ollama.VerdictCalls.Select(asked => asked.Judged().Single()).Should().Equal(SelfTestSamples.All.Select(sample => sample.Text));
    }

    [Fact(Timeout = 30_000)]
    public async Task Before_the_test_is_over_the_server_is_not_ready_and_says_why()
    {
        await using var app = Tested(_ => Script.StallBeforeHeaders());
        await app.Ollama.VerdictCalls.WaitFor(1);

        var (status, missing) = await ReadyAsync(app);

        status.Should().Be(HttpStatusCode.ServiceUnavailable);
        missing.Should().ContainSingle().Which.Should().Contain("gpt-oss:20b is being tested");
    }

    [Theory(Timeout = 30_000), MemberData(nameof(Wrong))]
    public async Task A_judge_that_fails_the_test_is_named_until_it_passes(string how, string reason)
    {
        var well = false;
        await using var app = Tested(asked => well ? WiseJudge.Verdict(asked) : how switch
        {
            "always yes" => Script.Verdict("SAFE"),
            "always no" => Script.Verdict("UNSAFE", "other"),
            "prose" => Script.Raw("It is a nice text."),
            _ => Script.Error(500, "no memory"),
        });
        await RoundAsync();

        var (status, missing) = await ReadyAsync(app);
        status.Should().Be(HttpStatusCode.ServiceUnavailable);
        missing.Should().ContainSingle().Which.Should().Match(reason);
        int Told() => app.Log.Lines.Count(line => line.Line.Contains(missing.Single(), StringComparison.Ordinal));
        while (Told() == 0) await NextRoundAsync();
        Told().Should().Be(1, "the log says once what is missing");

        well = true;
        while ((await ReadyAsync(app)).Status != HttpStatusCode.OK) await NextRoundAsync();
    }

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
    public async Task A_judge_that_was_long_away_has_failed_only_when_it_was_silent_three_times_itself()
    {
        var down = true;
        await using var app = Tested(_ => down ? Script.Error(500, "no memory") : Script.Raw("{").ThenReset());
        await RoundAsync();
        var judges = app.Services.GetRequiredService<TestedJudges>();
        JudgeTest Test() => judges.At(judges.Judge, app.Ollama.Address)!;
        while (Test().Times < 3) await NextRoundAsync();

        down = false;
        while (Test().Silences < 2) await NextRoundAsync();
        Test().Outcome.Should().Be(TestOutcome.Away);
        while (Test().Silences < 3) await NextRoundAsync();
        Test().Outcome.Should().Be(TestOutcome.Failed);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_run_that_goes_on_while_the_judge_has_failed_stays_paused_as_it_was()
    {
        await using var app = Tested(WiseJudge.Verdict);
        await RoundAsync();
        var run = await app.StartAndPauseAsync();
        var (judges, asked) = (app.Services.GetRequiredService<TestedJudges>(), app.Ollama.TextCalls.Count);
        judges.Set(judges.Judge, app.Ollama.Address, new(TestOutcome.Failed, "It has forgotten everything.") { At = long.MaxValue });

        Desks.Refusal(() => app.Desk().Continue(run.Id, null)).Should().Match<EndingException>(refused =>
            refused.Code == Codes.SafetyUnavailable && refused.Message == "It has forgotten everything.");
        run.State.Should().Be(RunState.Paused);
        app.Ollama.TextCalls.Should().HaveCount(asked);

        judges.Set(judges.Judge, app.Ollama.Address, new(TestOutcome.Passed) { At = 1 });
        app.Desk().Continue(run.Id, null);
        (await run.EndAsync()).Outcome.Should().Be(Outcome.Completed);
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_cries_for_help_needs_no_judge()
    {
        await using var app = Tested(_ => Script.Verdict("SAFE"));
        await RoundAsync();

        (await (await app.StartAsync("Ich will nicht mehr leben")).EndAsync()).Code.Should().Be(Codes.Blocked);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_judge_that_needs_its_thoughts_gets_them_at_every_verdict()
    {
        await using var app = new App(_time, [.. Settings, ("Models:Safety", "local/qwen3:8b")]);
        app.Ollama.Models.Add(new("qwen3:8b") { Thinking = true, Loaded = true });
        app.Ollama.OnVerdict(asked => Thinks(asked) ? WiseJudge.Verdict(asked) : Script.Raw("It is a nice text."));
        app.CreateClient().Dispose();
        await RoundAsync();
        var before = app.Ollama.VerdictCalls.Count;

        (await (await app.StartAllAsync()).EndAsync()).Outcome.Should().Be(Outcome.Completed);

        app.Ollama.VerdictCalls.Skip(before).Should().HaveCountGreaterThan(2).And.OnlyContain(asked => Thinks(asked));
        app.Ollama.VerdictCalls.First().Json.GetProperty("think").GetBoolean().Should().BeFalse("it is asked without thoughts first");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_judge_that_was_fetched_anew_under_its_name_judges_nobody_before_it_has_passed_again()
    {
        await using var app = Tested(WiseJudge.Verdict);
        await RoundAsync();
        var judges = app.Services.GetRequiredService<TestedJudges>();
        JudgeState State() => judges.StateOf(judges.Judge);
        State().Should().Be(JudgeState.Clear);
        var asked = app.Ollama.VerdictCalls.Count;

        app.Ollama.OnVerdict(_ => Script.Verdict("SAFE"));
        app.Ollama.Models["gpt-oss:20b"].ModifiedAt = "2027-01-01T00:00:00Z";
        while (State() != JudgeState.Failed) await NextRoundAsync();

        app.Ollama.VerdictCalls.Count.Should().BeGreaterThan(asked);
        Desks.Refusal(() => app.StartAsync().GetAwaiter().GetResult()).Code.Should().Be(Codes.SafetyUnavailable);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_judge_that_is_the_same_as_before_is_not_tested_again()
    {
        await using var app = Tested(WiseJudge.Verdict);
        await RoundAsync();
        var asked = app.Ollama.VerdictCalls.Count;

        for (var round = 0; round < 5; round++) await NextRoundAsync();

        app.Ollama.VerdictCalls.Should().HaveCount(asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task It_goes_before_the_runs_that_work()
    {
        await using var app = new App(_time, Settings);
        app.Ollama.OnVerdict(WiseJudge.Verdict);
        app.Services.GetRequiredService<EndpointSlots>().TryAcquire(out var place).Should().BeTrue();
        app.CreateClient().Dispose();
        await RoundAsync();

        (await ReadyAsync(app)).Status.Should().Be(HttpStatusCode.OK);
        place!.Dispose();
    }

    [Theory]
    [InlineData("local/gpt-oss:20b", "gpt-oss:20b", "*`ollama pull gpt-oss-safeguard:20b` (14 GB)*")]
    [InlineData("local/qwen3:8b", "qwen3:8b", "*`ollama pull llama-guard3:8b` (4.9 GB)*")]
    [InlineData("local/qwen3:0.6b", "qwen3:0.6b", "*`ollama pull llama-guard3:1b` (1.6 GB)*")]
    [InlineData("local/smollm", "smollm:latest", "*`ollama pull llama-guard3:1b` (1.6 GB)*")]
    [InlineData("local/llama-guard3:1b", "llama-guard3:1b", "*`ollama pull llama-guard3:8b` (4.9 GB)*")]
    [InlineData("local/qwen3:8b", "llama-guard3:1b", "name llama-guard3:1b, which is there, in Models:Safety.")]
    [InlineData("mistral/large", "", "choose another one in Models:Safety.")]
    public void The_way_out_fits_the_machine(string failed, string present, string advice) =>
        JudgeAdvice.For(failed, [present]).Should().Match(advice);

    [Theory(Timeout = 30_000)]
    [InlineData("Safety:SelfTest", "false")]
    [InlineData("Safety:Level", "Research")]
    [InlineData("Practice:Mode", "Always")]
    public async Task Where_no_judge_is_asked_or_wanted_nothing_is_tested(string key, string value)
    {
        await using var app = new App(null, key == "Safety:SelfTest" ? [(key, value)] : [("Safety:SelfTest", "true"), (key, value)]);
        await app.Services.FirstRoundAsync();

        (await ReadyAsync(app)).Status.Should().Be(HttpStatusCode.OK);
        app.Ollama.VerdictCalls.Should().BeEmpty();
    }

    [Fact]
    public void The_samples_are_of_both_kinds_and_languages_and_no_list_knows_the_harmless_ones()
    {
        SelfTestSamples.All.Should().HaveCountGreaterThan(5);
        SelfTestSamples.All.Count(sample => sample.IsSafe).Should().Be(SelfTestSamples.All.Count / 2);
        SelfTestSamples.All.Where(sample => sample.IsSafe).Should().OnlyContain(sample => ShippedTerms.All.Find(sample.Text) == null);
    }

    // What is no question of the test's own.
    private static IEnumerable<OllamaRequest> Asked(App app) =>
        app.Ollama.TextCalls.Concat(app.Ollama.VerdictCalls.Where(asked => !SelfTestSamples.All.Any(sample => sample.Text == asked.Judged().FirstOrDefault())));

    private static bool Thinks(OllamaRequest asked) => asked.Json.GetProperty("think") is { ValueKind: JsonValueKind.True };

    private App Tested(Func<OllamaRequest, Script?> judge)
    {
        var app = new App(_time, Settings);
        app.Ollama.OnVerdict(judge);
        app.CreateClient().Dispose();
        return app;
    }

    private Task NextRoundAsync()
    {
        _time.Advance(JudgeSelfTest.Soon);
        return RoundAsync();
    }

    /// <summary>Waits until the test has nothing to do for a while.</summary>
    private Task RoundAsync() => _time.AwaitedAsync(JudgeSelfTest.Soon, TestContext.Current.CancellationToken);

    private static async Task<(HttpStatusCode Status, IReadOnlyList<string> Missing)> ReadyAsync(App app)
    {
        using var http = app.CreateClient();
        await app.Services.FirstRoundAsync();
        using var answer = await http.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return (answer.StatusCode, json.TryGetProperty("missing", out var missing) ? [.. missing.EnumerateArray().Select(one => one.GetString()!)] : []);
    }
}
