using System.Runtime.CompilerServices;

namespace Interception.Server.Generation.Practice;

/// <summary>A modest rule-based writer, so that the whole product runs on a machine without a model.</summary>
internal sealed class PracticeVoice(TimeProvider time) : IGenerator
{
    public async IAsyncEnumerable<Generated> StreamAsync(
        Prompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var (pieces, due) = (0, TimeSpan.Zero);
        foreach (var (piece, pause) in Pace.Of(TextFor(prompt)))
        {
            (pieces, due) = (pieces + 1, due + pause);
            await WaitUntil(started, due, cancellationToken);
            yield return new(GeneratedKind.Text, piece);
        }

        yield return new(GeneratedKind.Figures, Figures: FiguresOf(prompt, pieces, time.GetElapsedTime(started)));
    }

    private static string TextFor(Prompt prompt) => prompt.Job switch
    {
        Job.Translation => Material.TextOf(prompt),
        Job.Interception or Job.Output => Writer.Write(prompt),
        _ => throw new GenerationException(GenerationFailure.Unavailable, "The practice voice does not judge."),
    };

    // Towards a moment, not for a while: timers round, and thirty voices share one machine.
    private Task WaitUntil(long started, TimeSpan due, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var left = due - time.GetElapsedTime(started);
        return left > TimeSpan.Zero ? Task.Delay(left, time, cancellationToken) : Task.CompletedTask;
    }

    private static ModelFigures FiguresOf(Prompt prompt, int pieces, TimeSpan writeTime) =>
        new(prompt.Parts.Sum(part => Pieces.Of(part.Text).Count()), TimeSpan.Zero, pieces, writeTime, TimeSpan.Zero);
}
