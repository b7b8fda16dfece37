namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>How long a run will still wait, in seconds, as a range.</summary>
internal readonly record struct WaitEstimate(double Low, double High)
{
    private const double Markedly = 3;

    /// <summary>The forecast behind it.</summary>
    public ForecastRange Forecast { get; init; }

    /// <summary>The range that clients get.</summary>
    public IReadOnlyList<double> Seconds => [Low, High];

    /// <summary>Whether this differs noticeably from an earlier one.</summary>
    public bool IsNewsAfter(WaitEstimate told, TimeSpan ago) => IsNews(Low, told.Low - ago.TotalSeconds) || IsNews(High, told.High - ago.TotalSeconds);

    private static bool IsNews(double now, double then) => Math.Abs(now - Math.Max(0, then)) > Math.Max(Markedly, now / 5);
}
