using Interception.Client.Console.Connection;
using Interception.Client.Console.Doctor.Figures;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Client.Console.Doctor.Hops;

/// <summary>Reads one text on every way at every hop at once, so that each way can be compared with the hop before.</summary>
internal sealed class TextReaders(ExaminationClock clock) : IAsyncDisposable
{
    private static readonly TimeSpan TimeToSayGoodbye = TimeSpan.FromSeconds(2);

    private readonly List<(TextSeries Series, Func<string, CancellationToken, IAsyncEnumerable<string>> Read)> _all = [];
    private readonly List<HubConnection> _hubs = [];

    public IReadOnlyList<TextSeries> Series => [.. _all.Select(reader => reader.Series)];

    /// <summary>Connects before the text begins.</summary>
    /// <param name="number">The number of the hop.</param>
    /// <param name="hop">The connections of the hop.</param>
    /// <param name="ways">The transports on which the probe worked.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task JoinAsync(int number, HopAccess hop, IEnumerable<TransportKind> ways, CancellationToken cancellationToken)
    {
        _all.Add((new(number, StreamFigures.StageStream), new StageStreamReader(hop).ReadAsync));
        foreach (var way in ways)
        {
            try
            {
                var hub = await hop.OpenAsync(way, cancellationToken);
                _hubs.Add(hub);
                _all.Add((new(number, $"{way}"), (run, token) => hub.StreamAsync<string>("StreamInterception", run, 0, token)));
            }
            catch (CommandFailedException)
            {
                // The probe reports the reason.
            }
        }
    }

    public Task ReadAsync(string runId, CancellationToken cancellationToken) =>
        Task.WhenAll(_all.Select(reader => ReadAsync(reader.Series, reader.Read(runId, cancellationToken), cancellationToken)));

    public async ValueTask DisposeAsync() =>
        await Task.WhenAny(Task.WhenAll(_hubs.Select(hub => hub.DisposeAsync().AsTask())), Task.Delay(TimeToSayGoodbye, clock.Time));

    private async Task ReadAsync(TextSeries series, IAsyncEnumerable<string> text, CancellationToken cancellationToken)
    {
        series.AskedAt = clock.Now;
        try
        {
            await foreach (var piece in text.WithCancellation(cancellationToken)) series.Pieces.Add(clock.Now, piece.Length);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            series.Failure = "its end never came";
        }
        catch (Microsoft.AspNetCore.SignalR.HubException)
        {
            // The run ended so; the way is not at fault.
        }
        catch (Exception e)
        {
            series.Failure = e.Message;
        }
    }
}
