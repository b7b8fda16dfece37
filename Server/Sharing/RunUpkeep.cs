using Interception.Server.Contracts;
using Interception.Server.Redis;
using Interception.Server.Runs;
using Interception.Server.Runs.Shared;
using Microsoft.Extensions.Options;

namespace Interception.Server.Sharing;

/// <summary>What a node says once a second about runs: which work here, which are read here. Does nothing where no other node is.</summary>
internal sealed partial class RunUpkeep(
    IRunStore store, RunRegistry live, RunKeeper keeper, RunAttendance attendance, RunTraces traces, IOptions<RunOptions> options, TimeProvider time,
    ILogger<RunUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (store is not SharedRuns shared) return;
        using var rounds = new PeriodicTimer(Round, time);
        while (await rounds.WaitForNextTickAsync(stoppingToken)) await TryGoRoundAsync(shared);
    }

    private async Task TryGoRoundAsync(SharedRuns shared)
    {
        try
        {
            await shared.KeepAsync([.. live.All.Select(run => run.Id)]);
            await keeper.ForgetRestAsync();
            await shared.AttendAsync([.. attendance.Read.Where(id => live.TryFind(id) is null)]);
        }
        catch (Exception e) when (e is RedisAwayException or EndingException)
        {
            // The next round says it.
        }
        catch (Exception e)
        {
            LogDefect(logger, e.GetType().Name, e.StackTrace);
        }
        // Whoever goes on with a run elsewhere also forgets it there.
        foreach (var id in attendance.Tidy(id => live.TryFind(id) is not null, options.Value.Retention)) traces.Forget(id);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What is told of the runs at this node could not be told: {Exception} {Stack}")]
    private static partial void LogDefect(ILogger logger, string exception, string? stack);
}
