using System.Threading.RateLimiting;
using Interception.Server.Contracts;
using Microsoft.Extensions.Options;

namespace Interception.Server.Delivery.Limits;

/// <summary>How many connections a caller may have at once, and how many new ones a second the server takes.</summary>
internal sealed class Connections(IOptions<LimitOptions> limits, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly long _begun = time.GetTimestamp();
    private readonly Allowance _new = new(2 * limits.Value.ConnectionsPerSecond, TimeSpan.FromSeconds(1) / limits.Value.ConnectionsPerSecond);

    private readonly PartitionedRateLimiter<Caller> _open = PartitionedRateLimiter.Create<Caller, string>(caller =>
        RateLimitPartition.GetConcurrencyLimiter(caller.Key, _ => new()
        {
            PermitLimit = caller.Share(limits.Value.ConnectionsPerSession, limits.Value),
        }));

    /// <summary>Counts a new connection.</summary>
    /// <exception cref="EndingException"><c>busy</c>: too many in this second.</exception>
    public void Arrive()
    {
        lock (_lock)
            if (_new.TrySpend(time.GetElapsedTime(_begun))) return;
        throw new EndingException(Codes.Busy, "Too many are connecting; try again in a moment.");
    }

    /// <summary>Makes sure that the caller may have another one.</summary>
    /// <exception cref="EndingException"><c>rate_limited</c>.</exception>
    public void Ask(Caller caller) => Take(caller, 0).Dispose();

    /// <summary>Takes one of the caller's connections until disposed.</summary>
    /// <exception cref="EndingException"><c>rate_limited</c>.</exception>
    public IDisposable Enter(Caller caller) => Take(caller, 1);

    public void Dispose() => _open.Dispose();

    private RateLimitLease Take(Caller caller, int permits)
    {
        var lease = _open.AttemptAcquire(caller, permits);
        return lease.IsAcquired ? lease : throw new EndingException(Codes.RateLimited, "That is more connections than one session may have at once.");
    }
}
