using System.Collections.Concurrent;

namespace Interception.Server.Runs.Keys;

/// <summary>Keeps keys in this process's memory. Only callers with the same key wait for each other.</summary>
internal sealed class MemoryKeys : IKeyStore
{
    private readonly ConcurrentDictionary<string, ReservedKey> _keys = new(StringComparer.Ordinal);

    public ValueTask<KeyAnswer> ReserveAsync(IdempotencyKey key, string runId, CancellationToken cancellationToken)
    {
        var reserved = _keys.GetOrAdd(key.Name, static (_, mine) => new(mine.key, mine.runId), (key, runId));
        return new(reserved.Key.Fingerprint != key.Fingerprint ? new(KeyState.Conflict)
            : reserved.IsKept ? new(KeyState.Known, reserved.RunId)
            : reserved.RunId == runId ? new(KeyState.Reserved)
            : new KeyAnswer(KeyState.Starting, Settled: reserved.Settled));
    }

    public ValueTask KeepAsync(IdempotencyKey key, string runId, CancellationToken cancellationToken)
    {
        if (Find(key.Name, runId) is { } reserved) reserved.Keep();
        return ValueTask.CompletedTask;
    }

    public ValueTask ReleaseAsync(string name, string runId, CancellationToken cancellationToken)
    {
        if (Find(name, runId) is { } reserved && _keys.TryRemove(new(name, reserved))) reserved.Settle();
        return ValueTask.CompletedTask;
    }

    public ValueTask<string?> FindAsync(string name, string owner, CancellationToken cancellationToken) =>
        new(_keys.TryGetValue(name, out var kept) && kept.IsKept && kept.Key.Owner == owner ? kept.RunId : null);

    public ValueTask<bool> HasAsync(string name, CancellationToken cancellationToken) =>
        new(_keys.TryGetValue(name, out var kept) && kept.IsKept);

    private ReservedKey? Find(string name, string runId) =>
        _keys.TryGetValue(name, out var reserved) && reserved.RunId == runId ? reserved : null;

    private sealed class ReservedKey(IdempotencyKey key, string runId)
    {
        private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool _isKept;

        public IdempotencyKey Key => key;

        public string RunId => runId;

        public bool IsKept => _isKept;

        public Task Settled => _settled.Task;

        public void Keep()
        {
            _isKept = true;
            Settle();
        }

        public void Settle() => _settled.TrySetResult();
    }
}
