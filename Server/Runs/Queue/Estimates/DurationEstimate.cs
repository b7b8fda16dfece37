namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>How long a kind of work takes: mean and variance of its logarithm, with more weight on recent values.</summary>
/// <param name="Mean">The mean of the logarithm of the seconds.</param>
/// <param name="Variance">The variance of the logarithm.</param>
/// <param name="Count">How many were measured.</param>
/// <param name="GoesOn">The share of runs that continued after this work.</param>
internal readonly record struct DurationEstimate(double Mean, double Variance, int Count, double GoesOn)
{
    // Enough values for one lesson to be steady, few enough to follow a machine that gets hot.
    private const double Share = 0.05;
    private const double FirstGuess = 0.35 * 0.35;
    private const int FirstGuessCounts = 3;

    /// <summary>The estimate before any measurement.</summary>
    public static DurationEstimate None { get; } = new(0, FirstGuess, 0, 1);

    /// <summary>The estimate with one more measurement.</summary>
    public DurationEstimate With(TimeSpan took)
    {
        var share = Math.Max(Share, 1.0 / (Count + 1));
        var off = Math.Log(Math.Max(0.01, took.TotalSeconds)) - Mean;
        // A few values tell little about the spread, so the first guess keeps its weight for a while.
        var spread = Count == 0 ? Variance : Variance + Math.Max(Share, 1.0 / (Count + FirstGuessCounts)) * (off * off - Variance);
        return this with { Mean = Mean + share * off, Variance = spread, Count = Count + 1 };
    }

    /// <summary>The estimate with one more run that continued, or ended.</summary>
    public DurationEstimate With(bool wentOn) => this with { GoesOn = Follow(GoesOn, wentOn) };

    /// <summary>A share with one more case.</summary>
    public static double Follow(double share, bool happened) => share + Share * ((happened ? 1 : 0) - share);

    /// <summary>A random duration of this work, in seconds.</summary>
    public double Draw(RandomDraws chance) =>
        // The mean is uncertain as well, by the number of values.
        Math.Exp(Mean + Math.Sqrt(Variance) * (chance.Normal() + chance.Luck / Math.Sqrt(Math.Min(Count, 1 / Share))));
}
