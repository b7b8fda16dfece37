namespace Interception.Server.Generation.Recovery;

/// <summary>An answer that stands at its first piece; leaving it stops the model.</summary>
/// <param name="pieces">Where it comes from.</param>
/// <param name="guest">What the call holds at a server that is not its own; null for nothing.</param>
internal sealed class BegunAnswer(IAsyncEnumerator<Generated> pieces, IDisposable? guest) : IAsyncDisposable
{
    /// <summary>The piece at which it stands.</summary>
    public Generated Current => pieces.Current;

    /// <summary>Goes on to the next piece; false at the end.</summary>
    public ValueTask<bool> MoveNextAsync() => pieces.MoveNextAsync();

    public async ValueTask DisposeAsync()
    {
        await pieces.DisposeAsync();
        guest?.Dispose();
    }
}
