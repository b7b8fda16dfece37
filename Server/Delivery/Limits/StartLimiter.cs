using Interception.Server.Contracts;
using Interception.Server.Delivery.Callers;
using Interception.Server.Runs;
using Microsoft.Extensions.Options;

namespace Interception.Server.Delivery.Limits;

/// <summary>Starts runs for callers: so many at once, so many a minute. Who says the same start again starts nothing.</summary>
internal sealed class StartLimiter(RunDesk desk, IOptions<LimitOptions> limits, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _begun = time.GetTimestamp();
    private readonly Dictionary<string, TokenBucket> _callers = new(StringComparer.Ordinal);
    private int _tidyAt = 1_000;

    /// <summary>Starts a run, or finds the one that the claim means.</summary>
    /// <exception cref="EndingException"><c>rate_limited</c>, or what the desk refuses.</exception>
    public Run Start(RunSpec work, IdempotencyKey? claim, RunCaller caller) => desk.Start(work with
    {
        Owner = caller.Session,
        Accounts = [.. caller.Shares(limits.Value.ActiveRunsPerSession, limits.Value).Select(share => new ActiveRunLimit(share.Key, share.Most))],
    }, claim, () => Count(caller));

    private void Count(RunCaller caller)
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

    private TokenBucket Add(AddressShare share) => _callers[share.Key] = new(share.Most, TimeSpan.FromMinutes(1) / share.Most);

    private void Tidy(TimeSpan now)
    {
        foreach (var (key, allowance) in _callers)
            if (allowance.IsWhole(now)) _callers.Remove(key);
        _tidyAt = Math.Max(1_000, 2 * _callers.Count);
    }
}
