using Interception.Server.Contracts;
using Interception.Server.Delivery.Callers;
using Interception.Server.Runs;
using Microsoft.Extensions.Options;

namespace Interception.Server.Delivery.Limits;

/// <summary>How many runs a caller may start: so many at once, so many a minute. The same start said again costs nothing.</summary>
internal sealed class StartLimiter(IOptions<LimitOptions> limits, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _begun = time.GetTimestamp();
    private readonly Dictionary<string, TokenBucket> _callers = new(StringComparer.Ordinal);
    private int _tidyAt = 1_000;

    /// <summary>Says whose run it is, and against whose limits it counts while it is active.</summary>
    public RunSpec Limit(RunSpec work, RunCaller caller) => work with
    {
        Owner = caller.Session,
        Accounts = [.. caller.Shares(limits.Value.ActiveRunsPerSession, limits.Value)],
    };

    /// <summary>Counts a start of this minute.</summary>
    /// <exception cref="EndingException"><c>rate_limited</c>.</exception>
    public void CountStart(RunCaller caller)
    {
        var shares = caller.Shares(limits.Value.StartsPerMinute, limits.Value);
        lock (_lock)
        {
            var now = time.GetElapsedTime(_begun);
            if (_callers.Count >= _tidyAt) Tidy(now);
            var allowances = shares.Select(share => _callers.GetValueOrDefault(share.Key) ?? Add(share)).ToList();
            // All or none: what is refused has cost nothing.
            if (allowances.Exists(allowance => allowance.IsSpent(now))) throw Endings.Exception(Codes.RateLimited);
            foreach (var allowance in allowances) allowance.Spend(now);
        }
    }

    private TokenBucket Add(LimitShare share) => _callers[share.Key] = new(share.Most, TimeSpan.FromMinutes(1) / share.Most);

    private void Tidy(TimeSpan now)
    {
        foreach (var (key, allowance) in _callers)
            if (allowance.IsWhole(now)) _callers.Remove(key);
        _tidyAt = Math.Max(1_000, 2 * _callers.Count);
    }
}
