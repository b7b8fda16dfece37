using System.Security.Cryptography;
using System.Text;
using Interception.Server.Generation;
using Interception.Server.Generation.Breakers;
using Microsoft.Extensions.Options;

namespace Interception.Server.Safety.Judging;

/// <summary>Asks a model for a verdict, and once more when the first answer could not be understood. Only a clear yes counts as yes.</summary>
/// <param name="generator">The way to the model.</param>
/// <param name="options">The safety level, which decides the policy.</param>
/// <param name="metrics">Counts how the model answers.</param>
/// <param name="tests">Which judges may be asked, and how; null for a judge that needs no test.</param>
/// <param name="nonce">Makes a word that no text can know; called anew for every call.</param>
internal sealed class Judge(
    IGenerator generator, IOptions<SafetyOptions> options, JudgeMetrics metrics, TestedJudges? tests = null, Func<string>? nonce = null) : ISafetyCheck
{
    private readonly Func<string> _nonce = nonce ?? (() => RandomNumberGenerator.GetHexString(16, lowercase: true));

    public async Task<Verdict> CheckAsync(
        SafetyQuestion question, IProgress<SafetyProgress>? progress, CancellationToken cancellationToken)
    {
        if (question.Judge is not { } model) return Verdict.Safe;
        if (question.Trial is null) await ClearAsync(model, question.Endpoint, cancellationToken);
        var first = await AskAsync(1, model, question, progress, cancellationToken);
        if (first.Verdict is { } verdict) return verdict;
        // A second ask would give the same answer.
        if (first.Failure is { Failure: GenerationFailure.Timeout or GenerationFailure.TooLong }) throw Unavailable(model, first);

        var second = await AskAsync(2, model, question, progress, cancellationToken);
        return second.Verdict is { } last && !(last.IsSafe && first.MeansNo) ? last : throw Unavailable(model, second);
    }

    private async Task ClearAsync(string model, Uri? server, CancellationToken cancellationToken)
    {
        if (tests is null) return;
        var state = await tests.SettledAsync(model, server, cancellationToken);
        if (state == JudgeState.Failed)
            throw new SafetyUnavailableException(tests.SentenceOf(model) ?? $"The judge {model} has failed its test.");
        if (state != JudgeState.Away) return;
        // Its server is away, so the run keeps its turn and waits.
        StageAttempt.Current?.Fail(wasWell: false);
        throw new SafetyUnavailableException($"The judge {model} cannot be reached, and has not passed its test.",
            new GenerationException(GenerationFailure.Unavailable, "The judge has not been tested yet."));
    }

    private async Task<Answer> AskAsync(int n, string model, SafetyQuestion question,
        IProgress<SafetyProgress>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var answer = await AnswerAsync(AskFor(model, question), progress, cancellationToken);
        metrics.Answered(n, answer.Verdict, failed: answer.Failure is not null);
        return answer;
    }

    private JudgePrompt AskFor(string model, SafetyQuestion question)
    {
        var ask = LlamaGuardPrompt.Suits(model)
            ? LlamaGuardPrompt.For(model, question)
            : PolicyPrompt.For(model, question, JudgePolicy.For(options.Value.Level), _nonce());
        var think = question.Trial ?? tests?.ThinkOf(model, question.Endpoint) ?? ThinkMode.Off;
        return ask with { Prompt = ask.Prompt with { Think = think } };
    }

    private async Task<Answer> AnswerAsync(
        JudgePrompt ask, IProgress<SafetyProgress>? progress, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        try
        {
            var whole = await ReadAsync(ask.Prompt, text, progress, cancellationToken);
            return new(whole ? ask.Read(text.ToString()) : null, text.ToString(), null);
        }
        catch (GenerationException failure)
        {
            // The call has failed, so no model is being loaded any more, and the paused clocks resume.
            progress?.Report(SafetyProgress.Loaded);
            return new(null, text.ToString(), failure);
        }
    }

    /// <summary>Fills <paramref name="text"/>; true when the model ended properly.</summary>
    private async Task<bool> ReadAsync(ModelPrompt prompt, StringBuilder text,
        IProgress<SafetyProgress>? progress, CancellationToken cancellationToken)
    {
        var last = PieceKind.Text;
        await foreach (var piece in generator.StreamAsync(prompt, cancellationToken))
        {
            last = piece.Kind;
            if (last == PieceKind.Text) text.Append(piece.Text);
            else if (last == PieceKind.Loading) progress?.Report(SafetyProgress.Loading);
            else if (last == PieceKind.Loaded) progress?.Report(SafetyProgress.Loaded);
            if (text.Length > VerdictReader.LongestAnswer) return false;
        }
        return last == PieceKind.Figures;
    }

    private static SafetyUnavailableException Unavailable(string model, Answer answer) => new(
        answer.Failure is { } failure
            ? $"The judge {model} failed: {failure.Failure}."
            : $"The judge {model} gave no clear verdict. A model that keeps to a JSON schema is needed in Models:Safety.",
        answer.Failure);

    private readonly record struct Answer(Verdict? Verdict, string Text, GenerationException? Failure)
    {
        /// <summary>An unclear answer that mentions unsafe content never becomes a yes.</summary>
        public bool MeansNo => Text.Contains("unsafe", StringComparison.OrdinalIgnoreCase);
    }
}
