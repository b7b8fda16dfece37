using System.Net;
using Interception.Client.Console.Connection;
using Interception.Server.Contracts;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Client.Console.Doctor.Hops;

/// <summary>Measures the probe over one transport: evenly spaced ticks without any model.</summary>
internal sealed class TickMeasurement(HopAccess hop, DoctorPlan plan, ExaminationClock clock)
{
    private static readonly TimeSpan TimeToArrive = TimeSpan.FromSeconds(10);

    /// <param name="transport">The transport.</param>
    /// <param name="cancellationToken">Cancels the measurement.</param>
    /// <param name="patience">The longest time for an answer; null for the default.</param>
    public async Task<TickSeries> MeasureAsync(TransportKind transport, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        var series = new TickSeries($"{transport}", plan.Ticks);
        using var late = new CancellationTokenSource(TimeToArrive + TimeSpan.FromMilliseconds(plan.Ticks * plan.TickMs) + TimeToArrive, clock.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await ReadAsync(series, transport, patience, either.Token);
            if (series.At.Count < series.Sent) series.Failure = $"it ended after {series.At.Count} of {series.Sent} ticks";
        }
        catch (TransportBlockedException blocked)
        {
            series.Failure = blocked.Message;
            series.IsMute = blocked.IsMute;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            series.IsClosed = e.InnerException is HttpRequestException { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden };
            series.IsMute = late.IsCancellationRequested;
            series.Failure = late.IsCancellationRequested ? $"only {series.At.Count} of {series.Sent} ticks came in time" : e.Message;
        }
        return series;
    }

    private async Task ReadAsync(TickSeries series, TransportKind transport, TimeSpan? patience, CancellationToken cancellationToken)
    {
        await using var hub = await hop.OpenAsync(transport, cancellationToken, patience);
        series.AskedAt = clock.Now;
        await foreach (var tick in hub.StreamAsync<ProbeTick>("Probe", plan.Ticks, plan.TickMs, cancellationToken))
        {
            var now = clock.Now;
            series.At.Add(now);
            series.Late.Add(clock.UnixOf(now) - tick.SentAtUnixMs);
            series.SentAt.Add(tick.SentAtUnixMs);
        }
    }
}
