using Interception.Server.Generation;
using Interception.Server.Generation.Ollama.Endpoints;
using Interception.Server.Generation.Ollama.Wire;

namespace Interception.Server.Safety.Judging;

/// <summary>Asks each judge about sample texts at every model server, until it has judged all of them correctly.</summary>
/// <remarks>Runs wait until it has passed; after it has failed no run begins.</remarks>
internal sealed partial class JudgeSelfTest(
    Judge judge, TestedJudges tests, EndpointMonitor watch, TimeProvider time, ILogger<JudgeSelfTest> logger) : BackgroundService
{
    /// <summary>The time between two looks for a judge to test.</summary>
    internal static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30), LongestAfterFailure = TimeSpan.FromMinutes(5);

    // A judge that gives an empty answer, or never answers in time, fails as well.
    private const int PatienceWithSilence = 3;

    /// <inheritdoc cref="TestedJudges.Missing"/>
    public IReadOnlyList<string> Missing() => tests.Missing();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!tests.IsNeeded) return;
        await watch.FirstRound.WaitAsync(stoppingToken);
        while (true)
        {
            await Task.WhenAll(Due().Select(due => TestAsync(due.Judge, due.Server, stoppingToken)));
            await Task.Delay(Soon, time, stoppingToken);
        }
    }

    private IReadOnlyList<(string Judge, EndpointState? Server)> Due() =>
    [
        .. from model in tests.Judges
           from server in tests.ServersOf(model)
           where IsDue(tests.At(model, server?.Endpoint))
           select (model, server),
    ];

    private bool IsDue(JudgeTest? test) =>
        test is null || test.At == 0 || (test.Outcome != TestOutcome.Passed && time.GetElapsedTime(test.At) >= RestAfter(test));

    /// <summary>The pauses grow: a judge that failed will likely fail again, and each test costs the machine time.</summary>
    private static TimeSpan RestAfter(JudgeTest test)
    {
        var (first, longest) = test.Outcome == TestOutcome.Away ? (Soon, AfterFailure) : (AfterFailure, LongestAfterFailure);
        var rest = first * Math.Pow(2, Math.Min(test.Times - 1, 10));
        return rest < longest ? rest : longest;
    }

    private async Task TestAsync(string model, EndpointState? server, CancellationToken stoppingToken)
    {
        var before = tests.At(model, server?.Endpoint);
        var test = await TriedAsync(model, server, before ?? new(TestOutcome.Away), stoppingToken);
        if (test.Outcome == TestOutcome.Passed) LogPassed(model, test.Think);
        // The faults of the present judge are reported with everything else that is missing.
        else if (before?.Sentence != test.Sentence && model != tests.Judge) LogFailed(test.Sentence!);
        var times = test.Outcome == TestOutcome.Passed ? 0 : (before?.Times ?? 0) + 1;
        tests.Set(model, server?.Endpoint, test with { At = time.GetTimestamp(), Times = times, Copy = server?.CopyOf(model) });
    }

    /// <summary>The test is tried without thoughts first, because they cost every child time; some models need them to keep the form.</summary>
    private async Task<JudgeTest> TriedAsync(string model, EndpointState? server, JudgeTest before, CancellationToken stoppingToken)
    {
        if (server is { KnowsTruncate: false }) return new(TestOutcome.Failed, Old(server));
        var test = await TryAsync(model, server, ThinkMode.Off, before, stoppingToken);
        if (test.Outcome != TestOutcome.Failed || server is null || LlamaGuardPrompt.Suits(model)) return test;
        var thinking = await TryAsync(model, server, ThinkMode.On, before, stoppingToken);
        return thinking.Outcome == TestOutcome.Passed ? thinking : test;
    }

    private async Task<JudgeTest> TryAsync(string model, EndpointState? server, ThinkMode think, JudgeTest before, CancellationToken stoppingToken)
    {
        try
        {
            foreach (var (text, isSafe) in SelfTestSamples.All)
            {
                var verdict = await judge.CheckAsync(new([text], model, server?.Endpoint) { Trial = think }, null, stoppingToken);
                if (verdict.IsSafe != isSafe) return new(TestOutcome.Failed, Wrong(model, server, isSafe));
            }
            return new(TestOutcome.Passed) { Think = think };
        }
        catch (SafetyUnavailableException failure)
        {
            return NotTested(model, server, failure, before);
        }
        catch (Exception defect) when (!stoppingToken.IsCancellationRequested)
        {
            // No error may stop the server; the test did not pass, so no text has been judged.
            return new(TestOutcome.Away, $"The safety model could not be tested: {defect.GetType().Name}.");
        }
    }

    private static JudgeTest NotTested(string model, EndpointState? server, SafetyUnavailableException failure, JudgeTest before)
    {
        var cause = (failure.InnerException as GenerationException)?.Failure;
        if (cause == GenerationFailure.TooLong)
            return new(TestOutcome.Failed, $"The safety model {model} could not be tested: its own instructions do not fit into Ollama:ContextLength. Make that larger.");
        var sentence = $"The safety model could not be tested: {failure.Message}";
        // A judge that could not be asked at all did not stay silent.
        var silences = cause is GenerationFailure.Interrupted or GenerationFailure.Timeout ? before.Silences + 1 : 0;
        var isAway = silences > 0 ? silences < PatienceWithSilence : cause is GenerationFailure.Unavailable or GenerationFailure.ModelMissing;
        return isAway
            ? new(TestOutcome.Away, sentence) { Silences = silences }
            : new(TestOutcome.Failed, $"{sentence.TrimEnd('.')}: {JudgeAdvice.For(model, server?.Models ?? [])}") { Silences = silences };
    }

    private static string Old(EndpointState server) =>
        $"Ollama {server.Version} at {server.Endpoint.AbsoluteUri.TrimEnd('/')} cuts long texts in silence, so the safety model would not see all of them: update it to {OllamaVersion.KnowsTruncateSince} or later.";

    private static string Wrong(string model, EndpointState? server, bool isSafe) =>
        $"The safety model {model} {(isSafe ? "refused a harmless sample text" : "let a harmful sample text pass")}: {JudgeAdvice.For(model, server?.Models ?? [])}";

    [LoggerMessage(Level = LogLevel.Information, Message = "{Model} judged all sample texts as it must (thinking: {Think}).")]
    private partial void LogPassed(string model, ThinkMode think);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A judge that some runs ask has not passed its test: {Reason}")]
    private partial void LogFailed(string reason);
}
