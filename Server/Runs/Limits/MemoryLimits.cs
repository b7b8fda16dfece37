namespace Interception.Server.Runs.Limits;

/// <summary>Keeps shares in this process's memory. Nothing else is called under its lock.</summary>
internal sealed class MemoryLimits(TimeProvider time) : ILimitStore
{
    private readonly Lock _lock = new();
    private readonly long _begun = time.GetTimestamp();
    private readonly Dictionary<string, HashSet<string>> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TokenBucket> _spent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> _turns = new(StringComparer.Ordinal);
    private int _tidyAt = 1_000;

    public ValueTask<bool> TryHoldAsync(IReadOnlyList<LimitShare> shares, string holder, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            foreach (var share in shares)
                if (_held.TryGetValue(share.Key, out var holders) && holders.Count >= share.Most && !holders.Contains(holder)) return new(false);
            foreach (var share in shares)
            {
                if (!_held.TryGetValue(share.Key, out var holders)) _held[share.Key] = holders = new(StringComparer.Ordinal);
                holders.Add(holder);
            }
        }
        return new(true);
    }

    public ValueTask ReleaseAsync(IReadOnlyList<LimitShare> shares, string holder, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            foreach (var share in shares)
                if (_held.TryGetValue(share.Key, out var holders) && holders.Remove(holder) && holders.Count == 0) _held.Remove(share.Key);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> TrySpendAsync(string kind, IReadOnlyList<LimitShare> shares, TimeSpan per, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = time.GetElapsedTime(_begun);
            if (_spent.Count >= _tidyAt) Tidy(now);
            var buckets = shares.Select(share => BucketOf($"{kind} {share.Key}", share.Most, per)).ToList();
            // All or none: a refusal costs nothing.
            if (buckets.Exists(bucket => bucket.IsSpent(now))) return new(false);
            foreach (var bucket in buckets) bucket.Spend(now);
        }
        return new(true);
    }

    public ValueTask<TimeSpan> TakeTurnAsync(
        string kind, LimitShare share, TimeSpan per, (TimeSpan Apart, TimeSpan Longest) turns, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = time.GetElapsedTime(_begun);
            var name = $"{kind} {share.Key}";
            if (!_spent.TryGetValue(name, out var bucket) || !bucket.IsSpent(now)) return new(TimeSpan.Zero);
            var last = _turns.GetValueOrDefault(name);
            var wait = (last > now ? last - now : TimeSpan.Zero) + turns.Apart;
            if (wait > turns.Longest) wait = turns.Longest;
            _turns[name] = now + wait;
            return new(wait);
        }
    }

    private TokenBucket BucketOf(string key, int most, TimeSpan per)
    {
        if (!_spent.TryGetValue(key, out var bucket)) _spent[key] = bucket = new(most, per / most);
        return bucket;
    }

    private void Tidy(TimeSpan now)
    {
        foreach (var (key, bucket) in _spent)
            if (bucket.IsWhole(now)) _spent.Remove(key);
        foreach (var (key, last) in _turns)
            if (last <= now) _turns.Remove(key);
        _tidyAt = Math.Max(1_000, 2 * _spent.Count);
    }
}
