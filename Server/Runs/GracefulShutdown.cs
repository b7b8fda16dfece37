using Interception.Server.Contracts;
using Microsoft.Extensions.Options;

namespace Interception.Server.Runs;

/// <summary>Ends the runs when the server is told to go, and lets no reader be cut without an ending.</summary>
/// <remarks>
/// SignalR cuts its connections when it hears that the application is stopping. Callbacks run in reverse order of their
/// registration and block the shutdown; this one registers at start, after all others, so that the connections live
/// until the endings are out.
/// </remarks>
internal sealed partial class GracefulShutdown(
    RunRegistry runs, RunCommands commands, IRunStore store, RunAttendance attendance,
    IHostApplicationLifetime lifetime, IOptions<RunOptions> options, TimeProvider time, ILogger<GracefulShutdown> logger)
    : IHostedService
{
    /// <summary>What readers have for their endings.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    /// <summary>From a reader's ending to the last byte of it on the wire; nobody says when it is there.</summary>
    private static readonly TimeSpan LastByte = TimeSpan.FromMilliseconds(200);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => DrainAsync().GetAwaiter().GetResult());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Takes no more runs, and lets those that work come to their end. Those that wait or pause go on at other nodes, or end where there are none.</summary>
    /// <returns>Completes when none is left here.</returns>
    public async Task FinishAsync()
    {
        runs.Close();
        var all = runs.All;
        foreach (var run in all) run.Finish();
        if (!store.IsShared) await commands.StopPausedAsync(Codes.ShuttingDown);
        await Task.WhenAll(all.Select(run => run.Over));
    }

    /// <summary>Ends all runs that end with this process.</summary>
    /// <returns>Completes when all have ended and their readers have heard it.</returns>
    public Task EndAsync() => Task.WhenAll(commands.StopHereAsync(Codes.ShuttingDown), attendance.GoneAsync());

    private async Task DrainAsync()
    {
        var finished = FinishAsync();
        if (options.Value.DrainFor > TimeSpan.Zero)
        {
            LogDrains(logger, options.Value.DrainFor);
            await WithinAsync(options.Value.DrainFor, finished);
            await WithinAsync(Farewell, EndAsync());
            await Task.Delay(LastByte, time);
        }
        else
        {
            _ = EndAsync();
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
