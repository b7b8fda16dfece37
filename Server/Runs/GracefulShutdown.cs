using Microsoft.Extensions.Options;

namespace Interception.Server.Runs;

/// <summary>Closes the desk when the server is told to go, and lets nobody be cut without a word.</summary>
/// <remarks>
/// SignalR cuts its connections when it hears that the application is stopping. Who registers last hears it first and
/// is waited for, and this registers at start, after all others: that holds the connections until the endings are out.
/// </remarks>
internal sealed partial class GracefulShutdown(
    RunDesk desk, IHostApplicationLifetime lifetime, IOptions<RunOptions> options, TimeProvider time, ILogger<GracefulShutdown> logger)
    : IHostedService
{
    /// <summary>What readers have for their endings.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    /// <summary>From a reader's ending to the last byte of it on the wire; nobody says when it is there.</summary>
    private static readonly TimeSpan LastByte = TimeSpan.FromMilliseconds(200);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => CloseAsync().GetAwaiter().GetResult());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task CloseAsync()
    {
        var finished = desk.FinishAsync();
        if (options.Value.DrainFor > TimeSpan.Zero)
        {
            LogDrains(logger, options.Value.DrainFor);
            await WithinAsync(options.Value.DrainFor, finished);
            await WithinAsync(Farewell, desk.CloseAsync());
            await Task.Delay(LastByte, time);
        }
        else
        {
            _ = desk.CloseAsync();
        }
    }

    private async Task WithinAsync(TimeSpan limit, Task work)
    {
        try
        {
            await work.WaitAsync(limit, time);
        }
        catch (TimeoutException)
        {
            // Then it goes on without them.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Told to go: no new runs; those at work have {DrainFor}.")]
    private static partial void LogDrains(ILogger logger, TimeSpan drainFor);
}
