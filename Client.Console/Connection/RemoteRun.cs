using System.Runtime.CompilerServices;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Connection;

/// <summary>A run on the server, read over as many connections as needed. Disposing it before its end stops the run.</summary>
internal sealed class RemoteRun(ServerLink link, RunStarted started) : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    public RunStarted Started => started;

    /// <summary>Streams a stage's text piece by piece; waits until the stage begins.</summary>
    /// <exception cref="EndingException">The stage did not end well.</exception>
    public IAsyncEnumerable<string> TextAsync(Stage stage, CancellationToken cancellationToken) =>
        TextAsync(stage, 0, cancellationToken);

    /// <summary>The same from an offset in UTF-16 units.</summary>
    public async IAsyncEnumerable<string> TextAsync(Stage stage, int offset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var piece in link.StreamAsync<string>("StreamStage", () => [started.RunId, stage, offset], cancellationToken))
        {
            offset += piece.Length;
            yield return piece;
        }
    }

    /// <summary>Streams the run's events to its end.</summary>
    public IAsyncEnumerable<RunEvent> WatchAsync(CancellationToken cancellationToken) => WatchAsync(0, cancellationToken);

    /// <summary>The same after a sequence number.</summary>
    /// <exception cref="CommandFailedException">An event is missing.</exception>
    public async IAsyncEnumerable<RunEvent> WatchAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var happened in link.StreamAsync<RunEvent>("Watch", () => [started.RunId, after], cancellationToken))
        {
            if (happened.Seq != after + 1) throw new CommandFailedException($"News of the run are missing: after number {after} came number {happened.Seq}.");
            after = happened.Seq;
            yield return happened;
        }
    }

    /// <param name="revised">The revised text; null for the interception as it is.</param>
    /// <exception cref="EndingException">The server refused; the run is still paused.</exception>
    public Task ContinueAsync(string? revised, CancellationToken cancellationToken) =>
        link.CallAsync<object?>("ContinueRun", [started.RunId, revised], cancellationToken);

    /// <returns>Whether the server confirmed it; otherwise the server stops a run that nobody reads by itself.</returns>
    public async Task<bool> StopAsync()
    {
        using var patience = new CancellationTokenSource(StopTimeout);
        try
        {
            // This does nothing to a run that has ended.
            await link.CallAsync<object?>("StopRun", [started.RunId], patience.Token);
            return true;
        }
        catch (Exception e) when (e is EndingException or CommandFailedException or OperationCanceledException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
