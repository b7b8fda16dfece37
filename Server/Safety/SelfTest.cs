using System.Collections.Concurrent;
using Interception.Server.Generation;
using Interception.Server.Generation.Ollama;
using Microsoft.Extensions.Options;

namespace Interception.Server.Safety;

/// <summary>Asks the judge about sample texts at every model server, until it has judged them all as it must.</summary>
/// <remarks>It asks only while no run works. What it finds decides readiness; runs have their gates whatever it says.</remarks>
internal sealed partial class SelfTest(
    Judge judge, EndpointWatch watch, Places places, ModelSelector selector, IOptions<SafetyOptions> safety,
    IOptions<PracticeOptions> practice, TimeProvider time, ILogger<SelfTest> logger) : BackgroundService
{
    /// <summary>How long it waits before it looks again whether there is something to test.</summary>
    internal static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Later = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string Server, string Model), Result> _results = new();

    /// <summary>The judge of the moment: one that was chosen may be removed, and another one chosen.</summary>
    private string Model => ModelName.Whole(selector.Models.Safety);

    private bool IsNeeded =>
        safety.Value.SelfTest && safety.Value.Level != SafetyLevel.Research && practice.Value.Mode != PracticeMode.Always;

    /// <summary>Why the judge cannot be relied on yet, in words that a teacher understands; empty when it can, or need not.</summary>
    public IReadOnlyList<string> Missing() => IsNeeded
        ? [.. Servers().Select(server => ResultAt(server) is { } result ? result.Reason : $"{Model} is being tested as the safety model; one moment.").OfType<string>().Distinct()]
        : [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!IsNeeded) return;
        await watch.FirstRound.WaitAsync(stoppingToken);
        while (true)
        {
            foreach (var server in Servers().Where(IsDue)) await TestAsync(server, stoppingToken);
            await Task.Delay(Soon, time, stoppingToken);
        }
    }

    /// <summary>The Ollama servers that have the judge's model; null stands for another provider.</summary>
    private IEnumerable<Uri?> Servers() => ModelName.Parse(Model).Provider == ModelName.Local
        ? watch.Endpoints.Where(endpoint => endpoint.Answers && endpoint.Has(ModelName.Parse(Model).Model)).Select(Uri? (endpoint) => endpoint.Endpoint)
        : [null];

    private Result? ResultAt(Uri? server) => _results.GetValueOrDefault((server?.AbsoluteUri ?? "", Model));

    private bool IsDue(Uri? server) =>
        ResultAt(server) is not { } result || (result.Reason is not null && time.GetElapsedTime(result.At) >= Later);

    private async Task TestAsync(Uri? server, CancellationToken stoppingToken)
    {
        var reason = await ReasonAsync(server, stoppingToken);
        if (reason is null) LogPassed(Model);
        else if (ResultAt(server)?.Reason != reason) LogFailed(reason);
        _results[(server?.AbsoluteUri ?? "", Model)] = new(reason, time.GetTimestamp());
    }

    private async Task<string?> ReasonAsync(Uri? server, CancellationToken stoppingToken)
    {
        try
        {
            foreach (var (text, isSafe) in SelfTestSamples.All)
            {
                while (places.Taken > 0) await Task.Delay(Soon, time, stoppingToken);
                var verdict = await judge.CheckAsync(new([text], Model, server), null, stoppingToken);
                if (verdict.IsSafe != isSafe) return Wrong(isSafe);
            }
            return null;
        }
        catch (SafetyUnavailableException failure)
        {
            return $"The safety model could not be tested: {failure.Message}";
        }
    }

    private string Wrong(bool isSafe) =>
        $"The safety model {Model} {(isSafe ? "refused a harmless" : "let a harmful")} sample text{(isSafe ? "" : " pass")}: choose another one in Models:Safety.";

    [LoggerMessage(Level = LogLevel.Information, Message = "{Model} judged all sample texts as it must.")]
    private partial void LogPassed(string model);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server does not call itself ready: {Reason}")]
    private partial void LogFailed(string reason);

    private sealed record Result(string? Reason, long At);
}
