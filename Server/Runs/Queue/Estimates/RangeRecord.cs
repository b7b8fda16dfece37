namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>How wrong the recent forecasts were. Its user must lock.</summary>
/// <param name="time">The clock.</param>
internal sealed class RangeRecord(TimeProvider time)
{
    // Recent values count, because servers change; a few values tell nothing.
    private const int Most = 400;
    private const int Fewest = 20;

    // The share of forecasts that should be right at each end.
    private const double TrueAtEitherEnd = 0.94;
    private const double Widest = 4;
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);

    private readonly Queue<(long At, double Below, double Above)> _seen = new();
    private RangeStretch? _needed;

    /// <summary>Records the wait of a run with this forecast.</summary>
    public void Add(ForecastRange forecast, double waited)
    {
        if (_seen.Count == Most) _seen.Dequeue();
        _needed = null;
        _seen.Enqueue((time.GetTimestamp(), forecast.Below(waited), forecast.Above(waited)));
    }

    /// <summary>How much wider the ranges should have been.</summary>
    public RangeStretch Stretch() => _needed ??= Learned();

    private RangeStretch Learned()
    {
        while (_seen.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > Lately) _seen.Dequeue();
        return _seen.Count < Fewest ? RangeStretch.None : new(Needed(_seen.Select(one => one.Below)), Needed(_seen.Select(one => one.Above)));
    }

    private static double Needed(IEnumerable<double> times)
    {
        double[] sorted = [.. times.Order()];
        return Math.Clamp(sorted[(int)(TrueAtEitherEnd * (sorted.Length - 1))], 1, Widest);
    }
}
