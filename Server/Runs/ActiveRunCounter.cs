using Interception.Server.Contracts;
using Interception.Server.Runs.Locking;

namespace Interception.Server.Runs;

/// <summary>How many runs of each account wait or work. A start looks at its own account only, however many runs are kept.</summary>
internal sealed class ActiveRunCounter
{
    private readonly OrderedLock _lock = new(LockRank.Account);
    private readonly Dictionary<string, int> _active = new(StringComparer.Ordinal);

    /// <summary>One more is active.</summary>
    /// <param name="accounts">On whose accounts; on all of them or on none.</param>
    /// <exception cref="EndingException"><c>rate_limited</c>.</exception>
    public void Enter(IReadOnlyList<LimitShare> accounts)
    {
        if (accounts.Count == 0) return;
        using var held = _lock.Enter();
        foreach (var account in accounts)
            if (_active.GetValueOrDefault(account.Key) >= account.Most) throw Endings.Exception(Codes.RateLimited);
        foreach (var account in accounts) _active[account.Key] = _active.GetValueOrDefault(account.Key) + 1;
    }

    /// <summary>One is active no longer.</summary>
    public void Leave(IReadOnlyList<LimitShare> accounts)
    {
        if (accounts.Count == 0) return;
        using var held = _lock.Enter();
        foreach (var account in accounts)
            if (--_active[account.Key] == 0) _active.Remove(account.Key);
    }
}
