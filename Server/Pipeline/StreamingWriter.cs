using System.Text;
using Interception.Server.Contracts;
using Interception.Server.Generation;
using Interception.Server.Generation.Breakers;
using Interception.Server.Generation.Streaming;
using Interception.Server.Safety.Reading;
using Interception.Server.Safety.Terms;

namespace Interception.Server.Pipeline;

/// <summary>Lets a model write into a stage's output, piece by piece.</summary>
internal sealed class StreamingWriter(IGenerator generator, TermMatcher terms)
{
    /// <summary>In UTF-16 units. Longer texts come from a model that repeats itself; finished pieces have a few thousand.</summary>
    public const int MaxChars = 8_000;

    /// <summary>Writes the answer to a prompt into the output, held back as far as it could become a listed term.</summary>
    /// <returns>The whole text, and whether the model reached a limit before its end.</returns>
    /// <exception cref="EndingException">The model failed, or <c>blocked</c>.</exception>
    public async Task<WrittenText> WriteAsync(ModelPrompt prompt, IStageOutput output, CancellationToken cancellationToken)
    {
        var held = new HoldbackOutput(output, new Holdback(terms));
        try
        {
            var written = await PourAsync(prompt, held, cancellationToken);
            held.Finish();
            return written;
        }
        catch (EndingException e) when (e.Code != Codes.Blocked)
        {
            // The text of a failed model stays readable, so it is checked as well; a text that nobody has seen is written again.
            if (output.HasText || StageAttempt.Current is not { MayBeginAgain: true }) held.BreakOff();
            throw;
        }
    }

    private async Task<WrittenText> PourAsync(ModelPrompt prompt, IStageOutput output, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var visible = new VisibleText();
        output.Report(StageStatus.Reading);
        try
        {
            await foreach (var piece in generator.StreamAsync(prompt, cancellationToken))
                if (Take(piece, visible, text, output) is { Truncated: true } full) return full;
        }
        catch (GenerationException e) when (e.Failure == GenerationFailure.Truncated && text.Length > 0)
        {
            return new(text.ToString(), Truncated: true);
        }
        catch (GenerationException e)
        {
            throw EndingOf(e);
        }
        // A text of hidden characters alone counts as empty.
        return BlankText.IsAll(HiddenFilter.Of(text.ToString()))
            ? throw Endings.Exception(Codes.ProviderInterrupted)
            : new(text.ToString(), Truncated: false);
    }

    private static WrittenText? Take(GenerationPiece piece, VisibleText visible, StringBuilder text, IStageOutput output)
    {
        if (piece.Kind == PieceKind.Text) output.Came();
        switch (piece.Kind)
        {
            case PieceKind.Loading:
                output.Report(StageStatus.LoadingModel);
                break;
            case PieceKind.Loaded:
                output.Report(StageStatus.Reading);
                break;
            case PieceKind.Retrying:
                output.Report(StageStatus.Retrying);
                break;
            case PieceKind.Thinking:
                output.Report(StageStatus.Thinking);
                break;
            case PieceKind.Text when visible.Take(piece.Text) is { Length: > 0 } seen:
                output.Report(StageStatus.Writing);
                return Append(seen, text, output);
        }
        return null;
    }

    private static WrittenText? Append(string piece, StringBuilder text, IStageOutput output)
    {
        var kept = Fitting(piece, MaxChars - text.Length);
        text.Append(kept);
        output.Write(kept);
        return kept.Length < piece.Length ? new(text.ToString(), Truncated: true) : null;
    }

    /// <summary>As much as still fits, never half a character, and without white space at its end.</summary>
    private static string Fitting(string piece, int room)
    {
        if (piece.Length <= room) return piece;
        var kept = piece[..(room > 0 && char.IsHighSurrogate(piece[room - 1]) ? room - 1 : room)];
        return kept[..^BlankText.AtEnd(kept)];
    }

    private static EndingException EndingOf(GenerationException failure) => failure.Failure == GenerationFailure.Declined
        ? Endings.Exception(Codes.Blocked, category: TextCategory.Other)
        : Endings.Exception(CodeOf(failure.Failure));

    private static string CodeOf(GenerationFailure failure) => failure switch
    {
        GenerationFailure.TooLong => Codes.InvalidRequest,
        GenerationFailure.ModelMissing => Codes.ModelMissing,
        GenerationFailure.Unavailable or GenerationFailure.Refused => Codes.ProviderUnavailable,
        GenerationFailure.Interrupted => Codes.ProviderInterrupted,
        GenerationFailure.Truncated => Codes.Truncated,
        GenerationFailure.Timeout => Codes.Timeout,
        _ => Codes.Internal,
    };
}

/// <summary>What a model wrote.</summary>
/// <param name="Text">The whole text.</param>
/// <param name="Truncated">True when the model reached a limit before its end.</param>
internal readonly record struct WrittenText(string Text, bool Truncated);
