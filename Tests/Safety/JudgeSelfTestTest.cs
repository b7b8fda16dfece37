using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interception.Server.Safety.Judging;
using Interception.Tests.Generation;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Safety;

/// <summary>A server whose judge must pass its test, on a clock of the test's own.</summary>
public abstract class JudgeSelfTestTest
{
    private protected WatchedTime Time { get; } = new();

    // When the test's time leaps, no question on its way is late.
    protected static (string, string)[] Settings => [("Safety:SelfTest", "true"), ("Timeouts:Connect", "00:01:00")];

    /// <summary>The calls that are no question of the test's own.</summary>
    protected static IEnumerable<OllamaRequest> Asked(App app) =>
        app.Ollama.TextCalls.Concat(app.Ollama.VerdictCalls.Where(asked => !SelfTestSamples.All.Any(sample => sample.Text == asked.Judged().FirstOrDefault())));

    protected App Tested(Func<OllamaRequest, Script?> judge)
    {
        var app = new App(Time, Settings);
        app.Ollama.OnVerdict(judge);
        app.CreateClient().Dispose();
        return app;
    }

    protected Task NextRoundAsync()
    {
        Time.Advance(JudgeSelfTest.Soon);
        return RoundAsync();
    }

    /// <summary>Waits until the test has nothing to do for a while.</summary>
    protected Task RoundAsync() => Time.AwaitedAsync(JudgeSelfTest.Soon, TestContext.Current.CancellationToken);

    protected static async Task<(HttpStatusCode Status, IReadOnlyList<string> Missing)> ReadyAsync(App app)
    {
        using var http = app.CreateClient();
        await app.Services.FirstRoundAsync();
        using var answer = await http.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return (answer.StatusCode, json.TryGetProperty("missing", out var missing) ? [.. missing.EnumerateArray().Select(one => one.GetString()!)] : []);
    }
}
