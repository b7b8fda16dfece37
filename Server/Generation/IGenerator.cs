namespace Interception.Server.Generation;

/// <summary>Generates text: a prompt goes in, typed pieces come out.</summary>
public interface IGenerator
{
    /// <summary>Streams a model's answer.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="cancellationToken">Stops the model, not only the reading.</param>
    /// <returns>Pieces whose texts concatenate to the whole answer; the last is <see cref="PieceKind.Figures"/>.</returns>
    /// <exception cref="GenerationException">The provider refused, broke off, or was too slow.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the model has been told.</exception>
    IAsyncEnumerable<GenerationPiece> StreamAsync(ModelPrompt prompt, CancellationToken cancellationToken);
}
