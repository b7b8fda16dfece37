namespace Interception.Server.Generation.Resilience;

/// <summary>Allows retries for at most a tenth of all calls: a server in trouble does not need twice the work.</summary>
internal sealed class RetryBudget
{
    private const int Price = 10;
    private const int Most = 10 * Price;

    private readonly Lock _lock = new();
    // Enough for the first call of a day.
    private int _saved = Price - 1;

    /// <summary>Records a call.</summary>
    public void Earn()
    {
        lock (_lock) _saved = Math.Min(Most, _saved + 1);
    }

    /// <summary>Whether a retry is allowed.</summary>
    public bool TrySpend()
    {
        lock (_lock)
        {
            var enough = _saved >= Price;
            _saved -= enough ? Price : 0;
            return enough;
        }
    }
}
