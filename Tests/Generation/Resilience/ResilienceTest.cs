using Interception.Server.Generation;
using Interception.Tests.Generation.Ollama;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Generation.Resilience;

/// <summary>One or two scripted Ollamas and the generator with all that is done when they fail, on a time that stands still.</summary>
public abstract class ResilienceTest : IAsyncDisposable
{
    private protected ResilienceTest(bool two = false)
    {
        Other = two ? new() : null;
        Setup = new(Time, [Ollama.Address, .. Other is null ? Array.Empty<Uri>() : [Other.Address]]);
    }

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected ScriptedOllama Ollama { get; } = new();

    protected ScriptedOllama? Other { get; }

    protected BriskTime Time { get; } = new();

    private protected OllamaSetup Setup { get; }

    public async ValueTask DisposeAsync()
    {
        Setup.Dispose();
        await Ollama.DisposeAsync();
        if (Other is not null) await Other.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The pieces up to the end or a failure, and the failure.</summary>
    protected async Task<(List<GenerationPiece> Pieces, GenerationException? Failure)> AskAsync(ModelPrompt? prompt = null)
    {
        var pieces = new List<GenerationPiece>();
        try
        {
            await foreach (var piece in Setup.Steady.StreamAsync(prompt ?? OllamaSetup.Ask(), Cancel)) pieces.Add(piece);
            return (pieces, null);
        }
        catch (GenerationException failure)
        {
            return (pieces, failure);
        }
    }

    /// <summary>Whole answers, so that a budget is earned.</summary>
    protected async Task AskWellAsync(int calls)
    {
        for (var call = 0; call < calls; call++) (await AskAsync()).Failure.Should().BeNull();
    }

    protected static string Text(IEnumerable<GenerationPiece> pieces) =>
        string.Concat(pieces.Where(piece => piece.Kind == PieceKind.Text).Select(piece => piece.Text));
}
