using System.Net;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Server.Generation.Slots;
using Interception.Server.Safety.Judging;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Safety;

/// <summary>When a judge is tested, and what its answers make of the server.</summary>
public sealed class JudgeSelfTestTests : JudgeSelfTestTest
{
    public static TheoryData<string, string> Wrong => new()
    {
        { "always yes", "*gpt-oss:20b let a harmful sample text pass*Models:Safety*" },
        { "always no", "*gpt-oss:20b refused a harmless sample text*Models:Safety*" },
        { "prose", "*could not be tested*JSON schema*" },
        { "down", "*could not be tested*failed*" },
    };

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
    public async Task A_judge_that_was_long_away_has_failed_only_when_it_was_silent_threeTimes_itself()
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
    public async Task A_judge_that_needs_its_thoughts_gets_them_at_every_verdict()
    {
        await using var app = new App(Time, [.. Settings, ("Models:Safety", "local/qwen3:8b")]);
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
        ServerRuns.Refusal(() => app.StartAsync().GetAwaiter().GetResult()).Code.Should().Be(Codes.SafetyUnavailable);
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
        await using var app = new App(Time, Settings);
        app.Ollama.OnVerdict(WiseJudge.Verdict);
        app.Services.GetRequiredService<EndpointSlots>().TryAcquire(out var place).Should().BeTrue();
        app.CreateClient().Dispose();
        await RoundAsync();

        (await ReadyAsync(app)).Status.Should().Be(HttpStatusCode.OK);
        place!.Dispose();
    }

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

    private static bool Thinks(OllamaRequest asked) => asked.Json.GetProperty("think") is { ValueKind: JsonValueKind.True };
}
