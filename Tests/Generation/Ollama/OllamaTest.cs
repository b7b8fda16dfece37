using Interception.Server.Generation;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Generation.Ollama;

/// <summary>A scripted Ollama and the generator that asks it, on a time that stands still.</summary>
public abstract class OllamaTest : IAsyncDisposable
{
    private readonly OllamaSetup setup;

    protected OllamaTest() => setup = new(Time, Ollama.Address);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected ScriptedOllama Ollama { get; } = new();

    protected WatchedTime Time { get; } = new();

    private protected OllamaSetup Setup => setup;

    public async ValueTask DisposeAsync()
    {
        setup.Dispose();
        await Ollama.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The pieces of an answer that is whole.</summary>
    protected Task<List<GenerationPiece>> AnswerAsync(ModelPrompt? prompt = null) => Stream(prompt).ToListAsync(Cancel).AsTask();

    /// <summary>The pieces up to a failure, and the failure.</summary>
    protected Task<(List<GenerationPiece> Pieces, GenerationException? Failure)> TryAnswerAsync(ModelPrompt? prompt = null) =>
        TryAllAsync(Stream(prompt));

    /// <inheritdoc cref="TryAnswerAsync"/>
    protected static async Task<(List<GenerationPiece> Pieces, GenerationException? Failure)> TryAllAsync(IAsyncEnumerable<GenerationPiece> answer)
    {
        var pieces = new List<GenerationPiece>();
        try
        {
            await foreach (var piece in answer)
            {
                pieces.Add(piece);
            }

            return (pieces, null);
        }
        catch (GenerationException failure)
        {
            return (pieces, failure);
        }
    }

    protected IAsyncEnumerable<GenerationPiece> Stream(ModelPrompt? prompt = null, CancellationToken? cancel = null) =>
        setup.Generator.StreamAsync(prompt ?? OllamaSetup.Ask(), cancel ?? Cancel);

    protected static string All(IEnumerable<GenerationPiece> pieces, PieceKind kind) =>
        string.Concat(pieces.Where(piece => piece.Kind == kind).Select(piece => piece.Text));
}
