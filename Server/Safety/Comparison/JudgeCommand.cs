using Interception.Server.Generation;
using Interception.Server.Generation.Ollama.Endpoints;
using Interception.Server.Safety.Judging;

namespace Interception.Server.Safety.Comparison;

/// <summary>Compares judges and prints one table, for operators who choose a model.</summary>
internal static class JudgeCommand
{
    /// <summary>Plays all texts through every judge that was named.</summary>
    /// <param name="services">The server's parts; the server itself need not run.</param>
    /// <param name="arguments">What was typed.</param>
    /// <param name="output">Gets the table.</param>
    /// <param name="progress">Gets a line a judge, which grows while it judges.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The exit code: 0, or 1 when a judge could not be asked to the end.</returns>
    public static async Task<int> RunAsync(
        IServiceProvider services, JudgeArguments arguments, TextWriter output, TextWriter progress, CancellationToken cancellationToken)
    {
        var watch = services.GetRequiredService<EndpointMonitor>();
        if (watch.ExecuteTask is null) await watch.StartAsync(cancellationToken);
        await watch.FirstRound.WaitAsync(cancellationToken);
        var comparison = ActivatorUtilities.CreateInstance<JudgeComparison>(services);
        var results = new List<JudgeResult>();
        foreach (var candidate in Candidates(arguments, services.GetRequiredService<TestedJudges>()))
        {
            results.Add(await comparison.PlayAsync(candidate, ComparisonTexts.All, Count(candidate, progress), cancellationToken));
            progress.WriteLine();
        }

        output.WriteLine($"{ComparisonTexts.All.Count} texts, {ComparisonTexts.All.Count(text => !text.IsSafe)} of them harmful, in {ComparisonTexts.Languages.Length} languages.");
        new ComparisonTable(results, output).Write(arguments.ShowTexts);
        return results.Any(HasFailed) ? 1 : 0;
    }

    /// <summary>A guard model is asked in its own form, which has no thoughts.</summary>
    private static IEnumerable<JudgeCandidate> Candidates(JudgeArguments arguments, TestedJudges tests) =>
        from model in arguments.Models.Count > 0 ? arguments.Models : [tests.Judge]
        from think in LlamaGuardPrompt.Suits(model) ? [ThinkMode.Off] : arguments.Thinks
        select new JudgeCandidate(model, think);

    private static Action<int> Count(JudgeCandidate candidate, TextWriter progress) =>
        done => progress.Write($"\r{candidate}: {done} of {ComparisonTexts.All.Count}");

    private static bool HasFailed(JudgeResult result) => result.Texts is [.., { Answer: JudgeAnswer.Failed }];
}
