using System.Net;
using Interception.Server.Generation;
using Interception.Server.Safety.Judging;
using Microsoft.Extensions.Options;

namespace Interception.Server.Safety.Comparison;

/// <summary>Plays texts through a judge exactly as the gate asks it: the same question, with what the checks before it have noticed.</summary>
internal sealed class JudgeComparison(
    IGenerator generator, IOptions<SafetyOptions> options, JudgeMetrics metrics, IEnumerable<ISafetyCheck> checks, TimeProvider time)
{
    /// <summary>A judge that fails so often in a row is not there, or is none.</summary>
    private const int MostFailures = 5;

    private readonly ISafetyCheck[] _before = [.. checks.Where(check => check is not Judge)];

    /// <summary>Plays all texts, one after the other, so that no verdict waits for another.</summary>
    /// <param name="candidate">Who judges.</param>
    /// <param name="texts">What is judged.</param>
    /// <param name="done">Told how many are done.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<JudgeResult> PlayAsync(
        JudgeCandidate candidate, IReadOnlyList<ComparisonText> texts, Action<int> done, CancellationToken cancellationToken)
    {
        var asked = new ListeningGenerator(generator);
        var judge = new Judge(asked, options, metrics);
        var judged = new List<JudgedText>();
        var (failed, note) = (0, (string?)null);
        foreach (var text in texts)
        {
            var (answer, failure) = await AskAsync(judge, candidate, text, judged, cancellationToken);
            done(judged.Count);
            failed = answer == JudgeAnswer.Failed ? failed + 1 : 0;
            note = failed == MostFailures ? failure
                : candidate.Think != ThinkMode.Off && answer != JudgeAnswer.Failed && !asked.HasThought ? "It does not think, or does not say so." : null;
            if (note is not null) break;
        }

        return new(candidate, judged, asked.Calls - judged.Count, note);
    }

    private async Task<(JudgeAnswer Answer, string? Failure)> AskAsync(
        Judge judge, JudgeCandidate candidate, ComparisonText text, List<JudgedText> judged, CancellationToken cancellationToken)
    {
        var question = await NoticedAsync(new(text.Parts, candidate.Model, null) { Written = text.Parts, Trial = candidate.Think }, cancellationToken);
        var clock = new VerdictClock(time);
        var (answer, failure) = await AskAsync(judge, question, clock, cancellationToken);
        judged.Add(new(text, answer, clock.Spent));
        return (answer, failure);
    }

    private static async Task<(JudgeAnswer Answer, string? Failure)> AskAsync(
        Judge judge, SafetyQuestion question, VerdictClock clock, CancellationToken cancellationToken)
    {
        try
        {
            var verdict = await judge.CheckAsync(question, clock, cancellationToken);
            return (verdict.IsSafe ? JudgeAnswer.Passed : JudgeAnswer.Stopped, null);
        }
        catch (SafetyUnavailableException unclear)
        {
            return (IsAnAnswer(unclear.InnerException as GenerationException) ? JudgeAnswer.Unclear : JudgeAnswer.Failed, unclear.Message);
        }
    }

    /// <summary>Thoughts alone, an end at the limit and a refusal are the model's own way to be unclear; what the server does is not.</summary>
    private static bool IsAnAnswer(GenerationException? failure) => failure is null
        or { Failure: GenerationFailure.Truncated or GenerationFailure.Declined }
        or { Failure: GenerationFailure.Interrupted, Status: (int)HttpStatusCode.OK };

    /// <summary>What stops a text before the judge is no concern here: the lists have figures of their own.</summary>
    private async Task<SafetyQuestion> NoticedAsync(SafetyQuestion question, CancellationToken cancellationToken)
    {
        foreach (var check in _before)
            question = question with { Hints = [.. question.Hints, .. (await check.CheckAsync(question, null, cancellationToken)).Hints] };
        return question;
    }
}
