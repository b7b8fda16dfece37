using System.Runtime.CompilerServices;
using Interception.Server.Generation.Reports;

namespace Interception.Server.Generation.Resilience;

/// <summary>An answer that has reached its first piece; disposing it stops the model.</summary>
/// <param name="pieces">The pieces.</param>
/// <param name="there">The call that is answered.</param>
/// <param name="reports">Receives how it ends.</param>
internal sealed class BegunAnswer(IAsyncEnumerator<GenerationPiece> pieces, SelectedEndpoint there, CallReports reports) : IAsyncDisposable
{
    // The extra slot at another server; null for none.
    private IDisposable? _guest = there.SetOut();
    private readonly ModelCall _call = reports.Begin(there.Prompt, there.Address);
    private bool _wrote;
    private bool _thought;

    /// <summary>The current piece.</summary>
    public GenerationPiece Current => pieces.Current;

    /// <summary>Moves to the next piece; false at the end.</summary>
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
            // Some servers report this in a line of an answer that had begun well.
            _call.Fail(GenerationFailure.Loading);
            throw new GenerationException(GenerationFailure.Loading, loading.Message) { Status = loading.Status, Words = loading.Words };
        }
        catch (GenerationException failure)
        {
            _call.Fail(failure.Failure);
            // A text that reached its limit is an ordinary ending.
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
