using Interception.Server.Delivery.Callers;
using Interception.Server.Runs.Limits;

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
internal sealed class GuessLimiter(ILimitStore store, TimeProvider time)
{
    private const string Kind = "codes";
    private const int MostKnown = 10_000;

    private static readonly LimitShare Together = new("all", 60);
    private static readonly TimeSpan PerAddress = 10 * TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PerAll = 60 * TimeSpan.FromSeconds(2);
    private static readonly (TimeSpan, TimeSpan) Turns = (TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));

    private readonly Lock _lock = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Waits until the caller's code may be checked. An address whose last code was right does not wait.</summary>
    public async Task TurnAsync(RunCaller caller, CancellationToken cancellationToken)
    {
        lock (_lock)
            if (_known.Contains(caller.Key)) return;
        var own = await store.TakeTurnAsync(Kind, AddressOf(caller), PerAddress, Turns, cancellationToken);
        var all = await store.TakeTurnAsync(Kind, Together, PerAll, Turns, cancellationToken);
        var wait = own > all ? own : all;
        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
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
    public async ValueTask<bool> WrongAsync(RunCaller caller)
    {
        lock (_lock) _known.Remove(caller.Key);
        // An address that has used its own free guesses does not use those of all.
        return await store.TrySpendAsync(Kind, [AddressOf(caller)], PerAddress) && await store.TrySpendAsync(Kind, [Together], PerAll);
    }

    private static LimitShare AddressOf(RunCaller caller) => new($"address {caller.Address}", 10);
}
