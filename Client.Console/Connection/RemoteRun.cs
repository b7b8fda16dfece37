using Interception.Server.Contracts;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Client.Console.Connection;

/// <summary>A run on the server. Whoever lets go of it before its end stops it there.</summary>
internal sealed class RemoteRun(HubConnection hub, RunStarted started) : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    public RunStarted Started => started;

    /// <summary>A stage's text, piece by piece; waits until the stage begins.</summary>
    /// <exception cref="EndingException">The stage ended other than well.</exception>
    public IAsyncEnumerable<string> TextAsync(Stage stage, CancellationToken cancellationToken) =>
        TextAsync(stage, 0, cancellationToken);

    /// <summary>The same from a UTF-16 offset on.</summary>
    public IAsyncEnumerable<string> TextAsync(Stage stage, int offset, CancellationToken cancellationToken) =>
        hub.StreamAllAsync<string>("StreamStage", [started.RunId, stage, offset], cancellationToken);

    /// <summary>Everything about the run that is not text, to its end.</summary>
    public IAsyncEnumerable<RunEvent> WatchAsync(CancellationToken cancellationToken) => WatchAsync(0, cancellationToken);

    /// <summary>The same after a sequence number.</summary>
    public IAsyncEnumerable<RunEvent> WatchAsync(long after, CancellationToken cancellationToken) =>
        hub.StreamAllAsync<RunEvent>("Watch", [started.RunId, after], cancellationToken);

    /// <param name="revised">The text to go on with; null for the interception as it is.</param>
    /// <exception cref="EndingException">The server refused; the run is still paused.</exception>
    public Task ContinueAsync(string? revised, CancellationToken cancellationToken) =>
        hub.CallAsync<object?>("ContinueRun", [started.RunId, revised], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(StopTimeout);
        try
        {
            // On a run that has ended this does nothing.
            await hub.CallAsync<object?>("StopRun", [started.RunId], patience.Token);
        }
        catch (Exception e) when (e is EndingException or CommandFailedException or OperationCanceledException)
        {
            // The server stops a run that nobody reads by itself.
        }
    }
}
