namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>A forecast of a wait in seconds: the middle, and the range that contains most cases.</summary>
internal readonly record struct ForecastRange(double Low, double Middle, double High)
{
    // A range without width could be missed by any factor.
    private const double Least = 0.5;

    /// <summary>How far below the middle a wait was, as a multiple of the low end's distance; 0 for one above it.</summary>
    public double Below(double waited) => Math.Max(0, (Middle - waited) / Math.Max(Least, Middle - Low));

    /// <summary>How far above the middle a wait was, as a multiple of the high end's distance; 0 for one below it.</summary>
    public double Above(double waited) => Math.Max(0, (waited - Middle) / Math.Max(Least, High - Middle));

    /// <summary>The range that clients get.</summary>
    public WaitEstimate Said(RangeStretch stretch) => new(
        Math.Round(Math.Max(0, Middle - stretch.Below * (Middle - Low))), Math.Round(Middle + stretch.Above * (High - Middle)))
    {
        Forecast = this,
    };
}

/// <summary>How much wider a range is for clients than computed, below and above its middle.</summary>
internal readonly record struct RangeStretch(double Below, double Above)
{
    /// <summary>As computed.</summary>
    public static RangeStretch None { get; } = new(1, 1);
}
