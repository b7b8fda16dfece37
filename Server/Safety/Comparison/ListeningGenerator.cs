using System.Runtime.CompilerServices;
using Interception.Server.Generation;

namespace Interception.Server.Safety.Comparison;

/// <summary>Hands every call on, counts it, and notices thoughts.</summary>
internal sealed class ListeningGenerator(IGenerator generator) : IGenerator
{
    /// <summary>How often a model was asked.</summary>
    public int Calls { get; private set; }

    /// <summary>Whether any answer had thoughts in it.</summary>
    public bool HasThought { get; private set; }

    public async IAsyncEnumerable<GenerationPiece> StreamAsync(
        ModelPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Calls++;
        await foreach (var piece in generator.StreamAsync(prompt, cancellationToken))
        {
            HasThought |= piece.Kind == PieceKind.Thinking;
            yield return piece;
        }
    }
}
