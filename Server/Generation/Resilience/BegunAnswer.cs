using System.Runtime.CompilerServices;
using Interception.Server.Generation.Reports;

namespace Interception.Server.Generation.Resilience;

/// <summary>An answer that stands at its first piece; leaving it stops the model.</summary>
/// <param name="pieces">Where it comes from.</param>
/// <param name="there">Who answers, and what.</param>
/// <param name="reports">Told how it ends.</param>
internal sealed class BegunAnswer(IAsyncEnumerator<GenerationPiece> pieces, SelectedEndpoint there, CallReports reports) : IAsyncDisposable
{
    // What the call holds at a server that is not its own; null for nothing.
    private IDisposable? _guest = there.SetOut();
    private readonly ModelCall _call = reports.Begin(there.Prompt, there.Address);
    private bool _wrote;
    private bool _thought;

    /// <summary>The piece at which it stands.</summary>
    public GenerationPiece Current => pieces.Current;

    /// <summary>Goes on to the next piece; false at the end.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> MoveNextAsync()
    {
        try
        {
            var more = await pieces.MoveNextAsync();
            if (more) Note(pieces.Current);
            return more;
        }
        catch (GenerationException loading) when (loading.Failure == GenerationFailure.Unavailable && ProviderStates.SaysLoading(loading.Message))
        {
            // Some say so in a line of an answer that had begun well.
            _call.Fail(GenerationFailure.Loading);
            throw new GenerationException(GenerationFailure.Loading, loading.Message) { Status = loading.Status, Words = loading.Words };
        }
        catch (GenerationException failure)
        {
            _call.Fail(failure.Failure);
            // A text that came to its limit is an ending like another.
            if (!(_wrote && failure.Failure == GenerationFailure.Truncated)) reports.Failed(there.Prompt, there.Breaker.Server, failure);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await pieces.DisposeAsync();
        _call.Dispose();
        LeaveServer();
    }

    private void LeaveServer()
    {
        _guest?.Dispose();
        _guest = null;
    }

    private void Note(GenerationPiece piece)
    {
        _call.Take(piece);
        if (piece.Kind == PieceKind.Loading) LeaveServer();
        if (piece.Kind == PieceKind.Loaded) _guest ??= there.SetOut();
        _wrote |= piece.Kind == PieceKind.Text;
        _thought |= piece.Kind == PieceKind.Thinking;
        if (piece is { Kind: PieceKind.Figures, Figures: { } figures }) reports.Answered(there.Prompt, there.Breaker.Server, figures, _thought);
    }
}
