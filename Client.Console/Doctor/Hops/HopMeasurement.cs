using System.Net;
using Interception.Client.Console.Connection;
using Interception.Client.Console.Doctor.Figures;
using Interception.Client.Console.Measuring;

namespace Interception.Client.Console.Doctor.Hops;

/// <summary>The measurements at one address without a model: does it answer, ticks over each transport, who cuts idle connections?</summary>
internal sealed class HopMeasurement(HopAccess hop, HopKind kind, DoctorPlan plan, ExaminationClock clock)
{
    private const int Requests = 5;

    /// <summary>The ticks, over each transport.</summary>
    public IReadOnlyList<TickSeries> Ticks { get; private set; } = [];

    public async Task<HopFigures> MeasureAsync(CancellationToken cancellationToken)
    {
        var idle = Each(transport => new IdleMeasurement(hop, plan, clock).MeasureAsync(transport, cancellationToken));
        var figures = await KnockAsync(cancellationToken);
        Ticks = [.. (await Each(transport => new TickMeasurement(hop, plan, clock).MeasureAsync(transport, cancellationToken))).Values];
        if (figures.Failure is null) Ticks = [.. await Ticks.ToAsyncEnumerable().Select(AgainAsync).ToListAsync(cancellationToken)];
        var cut = (await idle).Where(way => way.Value is not null).ToDictionary(way => $"{way.Key}", way => way.Value!.Value);
        return figures with
        {
            IsClosed = Ticks.Any(series => series.IsClosed),
            CutIdle = cut,
            Encoding = hop.Encoding,
            SentLateP90Ms = Quantile.Of([.. Ticks.SelectMany(series => series.SentLate(plan.TickMs)).Order()], 0.9),
        };
    }

    /// <summary>A transport that failed among others is tried again alone: a busy machine does not block a transport.</summary>
    private async ValueTask<TickSeries> AgainAsync(TickSeries series, CancellationToken cancellationToken) => series.Failure is null || series.IsClosed
        ? series
        : await new TickMeasurement(hop, plan, clock).MeasureAsync(Enum.Parse<TransportKind>(series.Way), cancellationToken, plan.SecondChance);

    private static async Task<Dictionary<TransportKind, T>> Each<T>(Func<TransportKind, Task<T>> measure)
    {
        var all = Enum.GetValues<TransportKind>().ToDictionary(transport => transport, measure);
        await Task.WhenAll(all.Values);
        return all.ToDictionary(one => one.Key, one => one.Value.Result);
    }

    private async Task<HopFigures> KnockAsync(CancellationToken cancellationToken)
    {
        List<double> trips = [];
        try
        {
            for (var n = 0; n < Requests; n++)
            {
                var begun = clock.Now;
                var (status, _) = await hop.GetAsync("/health/live", cancellationToken);
                if (status != HttpStatusCode.OK) return new(kind, hop.Address.Address) { Failure = $"it answers {(int)status} to /health/live" };
                trips.Add(clock.Now - begun);
            }
            return new(kind, hop.Address.Address) { RoundTripMs = Quantile.Of([.. trips.Order()], 0.5) };
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new(kind, hop.Address.Address) { Failure = e.Message };
        }
    }
}
