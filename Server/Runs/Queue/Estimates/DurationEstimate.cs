namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>How long a kind of work takes: mean and spread of its logarithm, the latest counting most.</summary>
/// <param name="Mean">Mean of the logarithm of seconds.</param>
/// <param name="Variance">Its spread, squared.</param>
/// <param name="Count">How many were measured.</param>
/// <param name="GoesOn">The share of runs that went on after this work instead of ending there.</param>
internal readonly record struct DurationEstimate(double Mean, double Variance, int Count, double GoesOn)
{
    // Enough to be steady over one lesson, few enough to follow a machine that grows hot.
    private const double Share = 0.05;
    private const double FirstGuess = 0.35 * 0.35;
    private const int FirstGuessCounts = 3;

    /// <summary>Before anything was measured.</summary>
    public static DurationEstimate None { get; } = new(0, FirstGuess, 0, 1);

    /// <summary>With one more measured.</summary>
    public DurationEstimate With(TimeSpan took)
    {
        var share = Math.Max(Share, 1.0 / (Count + 1));
        var off = Math.Log(Math.Max(0.01, took.TotalSeconds)) - Mean;
        // The spread of few is little known, so the first guess goes on counting for a while.
        var spread = Count == 0 ? Variance : Variance + Math.Max(Share, 1.0 / (Count + FirstGuessCounts)) * (off * off - Variance);
        return this with { Mean = Mean + share * off, Variance = spread, Count = Count + 1 };
    }

    /// <summary>With one more run that went on, or did not.</summary>
    public DurationEstimate With(bool wentOn) => this with { GoesOn = Follow(GoesOn, wentOn) };

    /// <summary>A share of cases, with one more.</summary>
    public static double Follow(double share, bool happened) => share + Share * ((happened ? 1 : 0) - share);

    /// <summary>A time that this work might take, in seconds.</summary>
    public double Draw(RandomDraws chance) =>
        // The mean is a guess as well, out of as many as count.
        Math.Exp(Mean + Math.Sqrt(Variance) * (chance.Normal() + chance.Luck / Math.Sqrt(Math.Min(Count, 1 / Share))));
}
