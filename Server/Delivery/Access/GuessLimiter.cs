using Interception.Server.Delivery.Callers;

namespace Interception.Server.Delivery.Access;

/// <summary>
/// Slows guessing down and locks nobody out. An address may be wrong ten times, all of them together sixty; from then
/// on codes are looked at one after the other, and each waits for its turn, the right one too: an answer that came at
/// once would tell which it is. Who hangs up before its turn is not looked at.
/// </summary>
/// <remarks>
/// Ten guesses a second are 432,000 in a day of twelve hours, of 36^8 = 2.8 * 10^12 codes of eight letters and digits:
/// one chance in six millions. With all of the server's 2,000 connections waiting it is twenty times that.
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

    /// <summary>Waits until the caller's code may be looked at. Who has shown the right one last waits for nobody.</summary>
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

    /// <summary>It was the right one, which costs nothing.</summary>
    public void Right(RunCaller caller)
    {
        lock (_lock)
        {
            if (_known.Count >= MostKnown) _known.Clear();
            _known.Add(caller.Key);
        }
    }

    /// <summary>It was a wrong one.</summary>
    /// <returns>False when there were too many before it.</returns>
    public bool Wrong(RunCaller caller)
    {
        lock (_lock)
        {
            _known.Remove(caller.Key);
            var now = time.GetElapsedTime(_begun);
            if (_addresses.Count >= _tidyAt) Tidy(now);
            if (!_addresses.TryGetValue(caller.Address, out var own)) _addresses[caller.Address] = own = new(10, TimeSpan.FromSeconds(5));
            // Who has had its own has not the others' as well.
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
