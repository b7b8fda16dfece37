using System.Runtime.CompilerServices;
using Interception.Server.Generation;

namespace Interception.Tests.Safety;

/// <summary>Answers every prompt as it is told, in small pieces, and remembers what it was asked.</summary>
internal sealed class AnsweringGenerator(Func<ModelPrompt, int, IEnumerable<GenerationPiece>> answer) : IGenerator
{
    public List<ModelPrompt> Asked { get; } = [];

    public bool WasLeftEarly { get; private set; }

    /// <summary>Gives whole answers, one a call; a call too many fails.</summary>
    public AnsweringGenerator(params Func<ModelPrompt, string>[] answers)
        : this((prompt, call) => Whole(answers[call](prompt)))
    {
    }

    public async IAsyncEnumerable<GenerationPiece> StreamAsync(
        ModelPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Asked.Add(prompt);
        WasLeftEarly = true;
        foreach (var piece in answer(prompt, Asked.Count - 1))
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return piece;
        }
        WasLeftEarly = false;
    }

    public static IEnumerable<GenerationPiece> Whole(string text) => [.. Pieces(text), End];

    public static IEnumerable<GenerationPiece> Pieces(string text) =>
        text.Chunk(3).Select(piece => new GenerationPiece(PieceKind.Text, new string(piece)));

    public static IEnumerable<GenerationPiece> Failing(GenerationFailure failure, string before = "")
    {
        foreach (var piece in Pieces(before)) yield return piece;
        throw new GenerationException(failure, "scripted");
    }

    public static GenerationPiece End { get; } =
        new(PieceKind.Figures, Figures: new(1, TimeSpan.Zero, 1, TimeSpan.Zero, TimeSpan.Zero));
}
