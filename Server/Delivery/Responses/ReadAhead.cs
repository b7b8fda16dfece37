namespace Interception.Server.Delivery.Responses;

/// <summary>
/// Reads one item ahead, so that the writer can send something during a silence. Disposing it waits for the pending read,
/// because a stream cannot be disposed while it moves to its next item.
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

    /// <summary>Completes with whether there is a next item.</summary>
    public Task<bool> Next { get; private set; }

    /// <summary>The item, once <see cref="Next"/> was true.</summary>
    public T Current => _source.Current;

    /// <summary>Starts to read the item after this one.</summary>
    public void Advance() => Next = _source.MoveNextAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await ((Task)Next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await _source.DisposeAsync();
        _leaving.Dispose();
    }
}
