using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Server.Generation;
using Interception.Server.Safety;
using Interception.Tests.Generation;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Safety;

public sealed class SelfTestTests
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
        app.Log.Lines.Should().ContainSingle(line => line.Line.Contains("does not call itself ready", StringComparison.Ordinal));

        well = true;
        while ((await ReadyAsync(app)).Status != HttpStatusCode.OK) await NextRoundAsync();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_failed_test_stops_no_run()
    {
        await using var app = Tested(_ => Script.Verdict("SAFE"));
        await RoundAsync();

        (await (await app.StartAllAsync()).EndAsync()).Outcome.Should().Be(Outcome.Completed);
    }

    [Fact(Timeout = 30_000)]
    public async Task It_waits_while_a_run_works()
    {
        await using var app = new App(_time, Settings);
        app.Ollama.OnVerdict(WiseJudge.Verdict);
        app.Ollama.Models.Clear();
        app.Services.GetRequiredService<Places>().TryTake(out var place).Should().BeTrue();
        app.Ollama.Models.Add(new("gpt-oss:20b") { Thinking = true, Levels = true, Loaded = true });
        for (var look = 0; look < 10; look++) await NextRoundAsync();
        app.Ollama.VerdictCalls.Should().BeEmpty();

        place!.Dispose();
        while ((await ReadyAsync(app)).Status != HttpStatusCode.OK) await NextRoundAsync();
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

    private App Tested(Func<OllamaRequest, Script?> judge)
    {
        var app = new App(_time, Settings);
        app.Ollama.OnVerdict(judge);
        app.CreateClient().Dispose();
        return app;
    }

    private Task NextRoundAsync()
    {
        _time.Advance(SelfTest.Soon);
        return RoundAsync();
    }

    /// <summary>Waits until the test has nothing to do for a while.</summary>
    private Task RoundAsync() => _time.AwaitedAsync(SelfTest.Soon, TestContext.Current.CancellationToken);

    private static async Task<(HttpStatusCode Status, IReadOnlyList<string> Missing)> ReadyAsync(App app)
    {
        using var http = app.CreateClient();
        await app.Services.FirstRoundAsync();
        using var answer = await http.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return (answer.StatusCode, json.TryGetProperty("missing", out var missing) ? [.. missing.EnumerateArray().Select(one => one.GetString()!)] : []);
    }
}
