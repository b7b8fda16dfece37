using Interception.Server.Generation.Ollama.Endpoints;
using Interception.Server.Hosting;
using Interception.Tests.Generation;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Delivery;

/// <summary>Whoever reads the log knows what <c>/health/ready</c> says, without asking it.</summary>
public class ReadinessLogTests
{
    private readonly WatchedTime _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task A_server_that_is_ready_says_once_who_writes_and_who_judges()
    {
        await using var app = await StartAsync(null);
        await NextAsync();

        Said(app).Should().Equal((LogLevel.Information, "The server is ready: local/gpt-oss:20b writes, local/gpt-oss:20b judges."));
    }

    [Fact(Timeout = 30_000)]
    public async Task In_practice_it_says_so()
    {
        await using var app = await StartAsync(null, ("Practice:Mode", "Always"));

        Said(app).Should().Equal((LogLevel.Information, "The server is ready: practice/voice writes, the term filter alone judges."));
    }

    [Fact(Timeout = 30_000)]
    public async Task What_is_missing_is_a_warning_when_it_appears_at_start_too_and_one_line_when_it_goes()
    {
        const string missing = "The model painter is not there: fetch it with `ollama pull painter`.";
        await using var app = await StartAsync(null, ("Models:Output", "painter"));
        await NextAsync();
        Said(app).Should().Equal((LogLevel.Warning, $"Missing: {missing}"));

        app.Ollama.Models.Add(new("painter"));
        await LookAgainAsync(app);
        await NextAsync();

        Said(app).Skip(1).Should().Equal(
            (LogLevel.Information, $"No longer missing: {missing}"),
            (LogLevel.Information, "The server is ready: local/gpt-oss:20b, local/painter write, local/gpt-oss:20b judges."));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_Ollama_that_goes_and_comes_back_is_told_both_times()
    {
        await using var app = await StartAsync(null);
        await app.Ollama.KillAsync();
        await LookAgainAsync(app);
        await NextAsync();
        app.Ollama.StartAgain();
        await LookAgainAsync(app);
        await NextAsync();

        Said(app).Select(said => said.Line.Split(':')[0]).Should().Equal(
            "The server is ready", "Missing", "No longer missing", "The server is ready");
    }

    [Fact(Timeout = 30_000)]
    public async Task An_Ollama_without_a_model_is_told_although_practice_writes()
    {
        await using var app = await StartAsync(app => app.Ollama.Models.Clear(), ("Practice:Mode", "Auto"));

        Said(app).Should().SatisfyRespectively(
            said => said.Line.Should().Match("Missing: Ollama at * has no model that can write: fetch one with `ollama pull gpt-oss:20b`*"),
            said => said.Line.Should().StartWith("The server is ready: practice/voice writes"));

        app.Ollama.Models.Add(new("bird"));
        await LookAgainAsync(app);
        await NextAsync();
        Said(app).Last().Line.Should().Be("The server is ready: local/bird:latest writes, local/bird:latest judges.");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_judge_that_is_tested_is_told_only_when_that_lasts()
    {
        await using var app = await StartAsync(
            app => app.Ollama.OnVerdict(_ => Script.StallBeforeHeaders()), ("Safety:SelfTest", "true"), ("Timeouts:FirstToken", "01:00:00"));
        Said(app).Should().BeEmpty();

        await NextAsync();
        await NextAsync();

        Said(app).Should().ContainSingle().Which.Line.Should().Match("Missing: *is being tested*");
    }

    private async Task<App> StartAsync(Action<App>? prepare, params (string, string)[] settings)
    {
        // When the test's time leaps, no question on its way is late.
        var app = new App(_time, [("Timeouts:Connect", "00:01:00"), .. settings]);
        prepare?.Invoke(app);
        await app.Services.FirstRoundAsync();
        await _time.AwaitedAsync(ReadinessLog.Pause, Cancel);
        return app;
    }

    /// <summary>It looks once more.</summary>
    private Task NextAsync()
    {
        _time.Advance(ReadinessLog.Pause);
        return _time.AwaitedAsync(ReadinessLog.Pause, Cancel);
    }

    private static async Task LookAgainAsync(App app)
    {
        var watch = app.Services.GetRequiredService<EndpointMonitor>();
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watch.Looked += _ => looked.TrySetResult();
        watch.LookNow();
        await looked.Task.WaitAsync(Cancel);
    }

    private static IEnumerable<(LogLevel Level, string Line)> Said(App app) => app.Log.Lines
        .Where(line => line.Category.EndsWith(nameof(ReadinessLog), StringComparison.Ordinal)).Select(line => (line.Level, line.Line.Trim()));
}
