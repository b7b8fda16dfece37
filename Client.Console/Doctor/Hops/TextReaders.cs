using Interception.Client.Console.Connection;
using Interception.Client.Console.Doctor.Figures;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Client.Console.Doctor.Hops;

/// <summary>Readers of one text on every way at every hop at once: the same pieces, so that each way can be compared with the one before.</summary>
internal sealed class TextReaders(ExaminationClock clock) : IAsyncDisposable
{
    private static readonly TimeSpan TimeToSayGoodbye = TimeSpan.FromSeconds(2);

    private readonly List<(TextSeries Series, Func<string, CancellationToken, IAsyncEnumerable<string>> Read)> _all = [];
    private readonly List<HubConnection> _hubs = [];

    public IReadOnlyList<TextSeries> Series => [.. _all.Select(reader => reader.Series)];

    /// <summary>Connects before the text begins.</summary>
    /// <param name="number">The hop's.</param>
    /// <param name="hop">How to get there.</param>
    /// <param name="ways">The transports that the probe came through on.</param>
    /// <param name="cancellationToken">Gives up.</param>
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
                // The probe says why.
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
            // The run ended so; that is no fault of the way.
        }
        catch (Exception e)
        {
            series.Failure = e.Message;
        }
    }
}
