using Interception.Server.Delivery.Callers;

namespace Interception.Server.Delivery.Access;

/// <summary>
/// Slows guessing down and locks nobody out. An address may be wrong ten times, all addresses together sixty times. After
/// that codes are checked one after the other, and each waits for its turn, the right one too: a faster answer would tell
/// which code is right. A caller who hangs up before its turn is not checked.
/// </summary>
/// <remarks>
/// Ten guesses a second are 432,000 in a day of twelve hours. There are 36^8 = 2.8 * 10^12 codes of eight letters and digits,
/// so the chance is one in six millions. With all 2,000 connections of the server waiting it is twenty times that.
/// </remarks>
internal sealed class GuessLimiter(TimeProvider time)
{
    private const int MostKnown = 10_000;

    private readonly Lock _lock = new();
    private readonly long _begun = time.GetTimestamp();
    private readonly Dictionary<string, GuessCounter> _addresses = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly GuessCounter _together = new(60, TimeSpan.FromSeconds(2));
    private int _tidyAt = 1_000;

    /// <summary>Waits until the caller's code may be checked. An address whose last code was right does not wait.</summary>
    public Task TurnAsync(RunCaller caller, CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_lock)
        {
            if (_known.Contains(caller.Key)) return Task.CompletedTask;
            var now = time.GetElapsedTime(_begun);
            var own = _addresses.GetValueOrDefault(caller.Address)?.Turn(now) ?? TimeSpan.Zero;
            var all = _together.Turn(now);
            wait = own > all ? own : all;
        }
        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Records a right code, which costs nothing.</summary>
    public void Right(RunCaller caller)
    {
        lock (_lock)
        {
            if (_known.Count >= MostKnown) _known.Clear();
            _known.Add(caller.Key);
        }
    }

    /// <summary>Records a wrong code.</summary>
    /// <returns>False when there were too many before it.</returns>
    public bool Wrong(RunCaller caller)
    {
        lock (_lock)
        {
            _known.Remove(caller.Key);
            var now = time.GetElapsedTime(_begun);
            if (_addresses.Count >= _tidyAt) Tidy(now);
            if (!_addresses.TryGetValue(caller.Address, out var own)) _addresses[caller.Address] = own = new(10, TimeSpan.FromSeconds(5));
            // An address that has used its own free guesses does not use those of all.
            return own.TrySpend(now) && _together.TrySpend(now);
        }
    }

    private void Tidy(TimeSpan now)
    {
        foreach (var (address, guesses) in _addresses)
            if (guesses.IsOver(now)) _addresses.Remove(address);
        _tidyAt = Math.Max(1_000, 2 * _addresses.Count);
    }
}
