namespace Interception.Server.Delivery.Responses;

/// <summary>
/// Reads one item ahead of whoever writes, so that a silence can be waited through. Who leaves in the middle leaves no
/// reading behind: a stream cannot be disposed of while it is still on its way to its next item.
/// </summary>
internal sealed class ReadAhead<T> : IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving;
    private readonly IAsyncEnumerator<T> _source;

    public ReadAhead(Func<CancellationToken, IAsyncEnumerable<T>> open, CancellationToken cancellationToken)
    {
        _leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _source = open(_leaving.Token).GetAsyncEnumerator(_leaving.Token);
        Next = _source.MoveNextAsync().AsTask();
    }

    /// <summary>Whether there is a next item.</summary>
    public Task<bool> Next { get; private set; }

    /// <summary>The item, once <see cref="Next"/> was true.</summary>
    public T Current => _source.Current;

    /// <summary>Begins to read the item after this one.</summary>
    public void Advance() => Next = _source.MoveNextAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await ((Task)Next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await _source.DisposeAsync();
        _leaving.Dispose();
    }
}
