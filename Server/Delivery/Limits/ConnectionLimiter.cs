using Interception.Server.Contracts;
using Interception.Server.Delivery.Callers;
using Interception.Server.Runs.Limits;
using Microsoft.Extensions.Options;

namespace Interception.Server.Delivery.Limits;

/// <summary>Limits the connections of a caller, and the new connections a second of the server.</summary>
internal sealed class ConnectionLimiter(IOptions<LimitOptions> limits, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _begun = time.GetTimestamp();
    private readonly TokenBucket _new = new(2 * limits.Value.ConnectionsPerSecond, TimeSpan.FromSeconds(1) / limits.Value.ConnectionsPerSecond);
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>Counts a new connection.</summary>
    /// <exception cref="EndingException"><c>busy</c>: too many in this second.</exception>
    public void CountNew()
    {
        lock (_lock)
            if (_new.TrySpend(time.GetElapsedTime(_begun))) return;
        throw new EndingException(Codes.Busy, "Too many are connecting; try again in a moment.");
    }

    /// <summary>Checks that the caller may have another connection.</summary>
    /// <exception cref="EndingException"><c>rate_limited</c>.</exception>
    public void EnsureRoom(RunCaller caller)
    {
        lock (_lock) Check(SharesOf(caller));
    }

    /// <summary>Takes one of the caller's connections; dispose it to give it back.</summary>
    /// <exception cref="EndingException"><c>rate_limited</c>.</exception>
    public IDisposable Acquire(RunCaller caller)
    {
        var shares = SharesOf(caller);
        lock (_lock)
        {
            Check(shares);
            foreach (var share in shares) _open[share.Key] = OpenOf(share) + 1;
        }
        return new OpenConnection(() => Leave(shares));
    }

    private List<LimitShare> SharesOf(RunCaller caller) => [.. caller.Shares(limits.Value.ConnectionsPerSession, limits.Value)];

    private int OpenOf(LimitShare share) => _open.GetValueOrDefault(share.Key);

    private void Check(List<LimitShare> shares)
    {
        if (shares.Exists(share => OpenOf(share) >= share.Most))
            throw new EndingException(Codes.RateLimited, "That is more connections than one session, or one address, may have at once.");
    }

    private void Leave(List<LimitShare> shares)
    {
        lock (_lock)
        {
            foreach (var share in shares)
            {
                if (OpenOf(share) > 1) _open[share.Key]--;
                else _open.Remove(share.Key);
            }
        }
    }

    private sealed class OpenConnection(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
