using System.Net;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Interception.Server.Generation.Breakers;
using Interception.Server.Scheduling;

namespace Interception.Server.Generation.Streaming;

/// <summary>Reads an answer of any dialect to its end, and decides what the end means.</summary>
internal sealed partial class AnswerReader(
    ThoughtForms forms, ThoughtHabits habits, CallTimeouts clocks, BeatClock beats, ILogger<AnswerReader> logger)
{
    /// <summary>The pieces of an answer; a whole answer ends with its figures.</summary>
    /// <exception cref="GenerationException">The answer is not whole.</exception>
    public async IAsyncEnumerable<GenerationPiece> ReadAsync(
        ModelPrompt prompt, StreamedAnswer answer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pieces = new AnswerParser(forms, habits.BeginsWithThoughts(prompt.Model));
        using var lines = new AnswerLines(answer, clocks.BetweenTokens(cancellationToken), beats.Join(), cancellationToken);
        while (await lines.MoveNextAsync(pieces))
        {
            do Take(lines, pieces);
            while (lines.TryMoveNext(pieces));
            for (var n = 0; n < pieces.Pieces.Count; n++) yield return pieces.Pieces[n];
            pieces.Clear();
        }

        cancellationToken.ThrowIfCancellationRequested();
        pieces.End(answer.First);
        foreach (var piece in pieces.Pieces) yield return piece;
        Learn(prompt.Model, pieces, lines);
        yield return new(PieceKind.Figures, Figures: WholeOrThrow(prompt, pieces, lines));
    }

    private static void Take(AnswerLines lines, AnswerParser pieces)
    {
        pieces.Parse(lines.Current);
        lines.End.Take(lines.Current, pieces.IsVisible);
    }

    private ModelUsage WholeOrThrow(ModelPrompt prompt, AnswerParser pieces, AnswerLines lines)
    {
        var end = lines.End;
        lines.Failure?.Throw();
        if (pieces.IsEndless) throw Failed(GenerationFailure.Truncated, "The model goes on and says nothing new.", pieces);
        if (!end.IsSaid)
        {
            // An answer whose runner was killed ends in the same way.
            StageAttempt.Current?.BreakOff();
            throw Failed(GenerationFailure.Truncated, "The answer ended without a word of its end.", pieces);
        }

        switch (end.Meaning(pieces.HasText))
        {
            case EndMeaning.Declined:
                throw Failed(GenerationFailure.Declined, $"The model or its provider does not want to: '{Shown(end.Reason, prompt)}'.", pieces);
            case EndMeaning.Truncated:
                throw Failed(GenerationFailure.Truncated, "The model came to its limit.", pieces);
            case EndMeaning.Failed:
                throw Failed(GenerationFailure.Interrupted, $"The model ended for the reason '{Shown(end.Reason, prompt)}'.", pieces);
            case EndMeaning.Unknown when prompt.Job == GenerationJob.Verdict:
                throw Failed(GenerationFailure.Interrupted, $"A verdict that ended for the reason '{Shown(end.Reason, prompt)}' is none.", pieces);
            case EndMeaning.Unknown:
                LogUnknownReason(prompt.Model, Shown(end.Reason, prompt));
                break;
        }

        if (!pieces.HasText) throw Failed(GenerationFailure.Interrupted, pieces.HasThought ? "The model thought and wrote nothing." : "The model stopped without a word.", pieces);
        return PromptSize.IsCut(prompt, end.Figures.PromptTokens)
            ? throw Failed(GenerationFailure.Interrupted, $"The model read {end.Figures.PromptTokens} tokens: not all that it was sent.", pieces)
            : end.Figures;
    }

    private void Learn(string model, AnswerParser pieces, AnswerLines lines)
    {
        if (pieces.ClosedUnopened) habits.Learn(model);
        else if (lines.End.IsSaid && pieces.HasText) habits.Forget(model);
    }

    private static GenerationException Failed(GenerationFailure failure, string words, AnswerParser pieces) =>
        new(failure, words)
        {
            Status = (int)HttpStatusCode.OK,
            OnlyThoughts = pieces is { HasThought: true, HasText: false } && failure != GenerationFailure.Declined,
        };

    /// <summary>A reason is a word of a protocol and may be logged; anything else, or a word of the prompt, could be a child's text.</summary>
    private static string Shown(string? reason, ModelPrompt prompt) => reason switch
    {
        null or "" => "none",
        _ when ProtocolWord().IsMatch(reason) && !prompt.Parts.Any(part => part.Text.Contains(reason, StringComparison.OrdinalIgnoreCase)) => reason,
        _ => $"(another of {reason.Length} characters)",
    };

    [GeneratedRegex(@"\A(?:[a-z][a-z0-9_-]{0,39}|[A-Z][A-Z0-9_-]{0,39})\z", RegexOptions.CultureInvariant)]
    private static partial Regex ProtocolWord();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Model} ended a text for the reason '{Reason}', which is not known here; the text counts as whole.")]
    private partial void LogUnknownReason(string model, string reason);
}
