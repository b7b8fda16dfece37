using Interception.Client.Console.Doctor.Figures;

namespace Interception.Client.Console.Doctor.Hops;

/// <summary>The probe's ticks over one transport, as they came.</summary>
/// <param name="Way">The transport.</param>
/// <param name="Sent">How many there should be.</param>
internal sealed record TickSeries(string Way, int Sent)
{
    public double AskedAt { get; set; }

    public List<double> At { get; } = [];

    /// <summary>From the server's clock to this one; how far the two are apart is in it.</summary>
    public List<double> Late { get; } = [];

    /// <summary>By the server's clock.</summary>
    public List<double> SentAt { get; } = [];

    public string? Failure { get; set; }

    public bool IsMute { get; set; }

    public bool IsClosed { get; set; }

    public double? MedianLate => Measuring.Quantile.Of([.. Late.Order()], 0.5);

    /// <summary>How late each left, by the server's own clock.</summary>
    public IEnumerable<double> SentLate(int intervalMs) => SentAt.Select((at, n) => at - SentAt[0] - n * intervalMs);

    /// <param name="before">How late a tick was one hop before.</param>
    public StreamFigures Figures(double before) => new StreamFigures(Way, "ticks") { Failure = Failure, IsMute = IsMute }
        .Of(AskedAt, Sent, At, [.. Late.Select(late => late - before)]);
}
