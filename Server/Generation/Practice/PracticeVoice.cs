using System.Runtime.CompilerServices;

namespace Interception.Server.Generation.Practice;

/// <summary>A simple rule-based writer, so that the whole product runs on a machine without a model.</summary>
internal sealed class PracticeVoice(TimeProvider time) : IGenerator
{
    public async IAsyncEnumerable<GenerationPiece> StreamAsync(
        ModelPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var (pieces, due) = (0, TimeSpan.Zero);
        foreach (var (piece, pause) in WritingPace.Plan(TextFor(prompt)))
        {
            (pieces, due) = (pieces + 1, due + pause);
            await WaitUntilAsync(started, due, cancellationToken);
            yield return new(PieceKind.Text, piece);
        }

        yield return new(PieceKind.Figures, Figures: FiguresOf(prompt, pieces, time.GetElapsedTime(started)));
    }

    private static string TextFor(ModelPrompt prompt) => prompt.Job switch
    {
        GenerationJob.Translation => PracticeInput.TextOf(prompt),
        GenerationJob.Interception or GenerationJob.Output => PracticeWriter.Write(prompt),
        _ => throw new GenerationException(GenerationFailure.Unavailable, "The practice voice does not judge."),
    };

    // Waits until a moment and not for a duration: timers round up, and thirty voices share one machine.
    private Task WaitUntilAsync(long started, TimeSpan due, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var left = due - time.GetElapsedTime(started);
        return left > TimeSpan.Zero ? Task.Delay(left, time, cancellationToken) : Task.CompletedTask;
    }

    private static ModelUsage FiguresOf(ModelPrompt prompt, int pieces, TimeSpan writeTime) =>
        new(prompt.Parts.Sum(part => WordPieces.Split(part.Text).Count()), TimeSpan.Zero, pieces, writeTime, TimeSpan.Zero);
}
