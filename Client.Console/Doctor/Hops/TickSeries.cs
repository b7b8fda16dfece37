using Interception.Client.Console.Doctor.Figures;

namespace Interception.Client.Console.Doctor.Hops;

/// <summary>The probe's ticks as they arrived over one transport.</summary>
/// <param name="Way">The transport.</param>
/// <param name="Sent">How many there should be.</param>
internal sealed record TickSeries(string Way, int Sent)
{
    public double AskedAt { get; set; }

    public List<double> At { get; } = [];

    /// <summary>From the server's clock to this one, including the difference of the clocks.</summary>
    public List<double> Late { get; } = [];

    /// <summary>By the server's clock.</summary>
    public List<double> SentAt { get; } = [];

    public string? Failure { get; set; }

    public bool IsMute { get; set; }

    public bool IsClosed { get; set; }

    public double? MedianLate => Measuring.Quantile.Of([.. Late.Order()], 0.5);

    /// <summary>How late each tick left, by the server's own clock.</summary>
    public IEnumerable<double> SentLate(int intervalMs) => SentAt.Select((at, n) => at - SentAt[0] - n * intervalMs);

    /// <param name="before">The lag of a tick at the hop before.</param>
    public StreamFigures Figures(double before) => new StreamFigures(Way, "ticks") { Failure = Failure, IsMute = IsMute }
        .Of(AskedAt, Sent, At, [.. Late.Select(late => late - before)]);
}
