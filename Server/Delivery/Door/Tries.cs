using Interception.Server.Delivery.Limits;

namespace Interception.Server.Delivery.Door;

/// <summary>Slows guessing down: an address may be wrong ten times, all of them together sixty; then tries come back one by one.</summary>
internal sealed class Tries(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _begun = time.GetTimestamp();
    private readonly Dictionary<string, Allowance> _addresses = new(StringComparer.Ordinal);
    private readonly Allowance _together = new(60, TimeSpan.FromSeconds(2));

    /// <summary>Tries something; what is right costs nothing.</summary>
    /// <returns>False when the address, or all of them, were wrong too often, and nothing was tried.</returns>
    public bool Try(string address, Func<bool> isRight)
    {
        lock (_lock)
        {
            var now = time.GetElapsedTime(_begun);
            var own = _addresses.GetValueOrDefault(address) ?? new(10, TimeSpan.FromSeconds(5));
            if (own.IsSpent(now) || _together.IsSpent(now)) return false;
            if (!isRight()) Note(address, own, now);
            return true;
        }
    }

    private void Note(string address, Allowance own, TimeSpan now)
    {
        foreach (var (other, allowance) in _addresses)
            if (allowance.IsWhole(now)) _addresses.Remove(other);
        own.Spend(now);
        _together.Spend(now);
        _addresses[address] = own;
    }
}
