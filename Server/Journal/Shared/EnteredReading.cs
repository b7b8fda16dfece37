namespace Interception.Server.Journal.Shared;

/// <summary>Reads a run that this node follows meanwhile. Once begun, a step costs no more than one of the run's memory.</summary>
/// <param name="Journal">Told when the reading begins and ends.</param>
/// <param name="RunId">The run.</param>
/// <param name="Reach">Waits until it can begin.</param>
/// <param name="Read">Reads it.</param>
/// <param name="Left">Ends the reading.</param>
internal sealed record EnteredReading<T>(
    RedisJournal Journal, string RunId, Func<SharedRun, CancellationToken, Task> Reach, Func<SharedRun, IAsyncEnumerable<T>> Read,
    CancellationToken Left) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => new Reader(this, cancellationToken);

    private sealed class Reader(EnteredReading<T> reading, CancellationToken left) : IAsyncEnumerator<T>
    {
        private SharedRun? _run;
        private IAsyncEnumerator<T>? _read;

        public T Current => _read!.Current;

        public ValueTask<bool> MoveNextAsync() => _read?.MoveNextAsync() ?? BeginAsync();

        public async ValueTask DisposeAsync()
        {
            try
            {
                if (_read is not null) await _read.DisposeAsync();
            }
            finally
            {
                if (_run is not null) reading.Journal.Leave(_run);
            }
        }

        private async ValueTask<bool> BeginAsync()
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(left, reading.Left);
            _run = reading.Journal.Enter(reading.RunId);
            await reading.Reach(_run, either.Token);
            _read = reading.Read(_run).GetAsyncEnumerator(left);
            return await _read.MoveNextAsync();
        }
    }
}
