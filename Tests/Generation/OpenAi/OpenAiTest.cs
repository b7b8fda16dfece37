using Interception.Server.Generation;
using Interception.Tests.Support.OpenAi;

namespace Interception.Tests.Generation.OpenAi;

/// <summary>A scripted server and the generator that asks it, on a time that stands still.</summary>
public abstract class OpenAiTest : IAsyncDisposable
{
    private readonly OpenAiSetup setup;

    protected OpenAiTest() => setup = new(Time, Server.Address);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected ScriptedOpenAi Server { get; } = new();

    protected WatchedTime Time { get; } = new();

    public async ValueTask DisposeAsync()
    {
        setup.Dispose();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected IAsyncEnumerable<GenerationPiece> Stream(ModelPrompt? prompt = null, CancellationToken? cancel = null) =>
        setup.Generator.StreamAsync(prompt ?? OpenAiSetup.Ask(), cancel ?? Cancel);

    /// <summary>The pieces up to a failure, and the failure.</summary>
    protected async Task<(List<GenerationPiece> Pieces, GenerationException? Failure)> TryAnswerAsync(ModelPrompt? prompt = null)
    {
        var pieces = new List<GenerationPiece>();
        try
        {
            await foreach (var piece in Stream(prompt)) pieces.Add(piece);
            return (pieces, null);
        }
        catch (GenerationException failure)
        {
            return (pieces, failure);
        }
    }

    protected static string All(IEnumerable<GenerationPiece> pieces, PieceKind kind) =>
        string.Concat(pieces.Where(piece => piece.Kind == kind).Select(piece => piece.Text));
}
