namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>What is forecast of a wait, in seconds: the middle, and from where to where most of all cases lie.</summary>
internal readonly record struct ForecastRange(double Low, double Middle, double High)
{
    // A range of nothing can be missed by any number of times.
    private const double Least = 0.5;

    /// <summary>How many times further below the middle than the low end a wait was; 0 for one above it.</summary>
    public double Below(double waited) => Math.Max(0, (Middle - waited) / Math.Max(Least, Middle - Low));

    /// <summary>How many times further above the middle than the high end a wait was; 0 for one below it.</summary>
    public double Above(double waited) => Math.Max(0, (waited - Middle) / Math.Max(Least, High - Middle));

    /// <summary>As it is said.</summary>
    public WaitEstimate Said(RangeStretch stretch) => new(
        Math.Round(Math.Max(0, Middle - stretch.Below * (Middle - Low))), Math.Round(Middle + stretch.Above * (High - Middle)))
    {
        Forecast = this,
    };
}

/// <summary>How many times wider a forecast is said than it is made, below its middle and above it.</summary>
internal readonly record struct RangeStretch(double Below, double Above)
{
    /// <summary>As it is made.</summary>
    public static RangeStretch None { get; } = new(1, 1);
}
