using Interception.Server.Contracts;
using Interception.Server.Delivery.Callers;
using Interception.Server.Runs;
using Interception.Server.Runs.Keys;

namespace Interception.Server.Delivery.Limits;

/// <summary>The only way from a request to a started run, for the hub, the API and the stage streams: read, limit, start.</summary>
internal sealed class RunStarter(RunRequestReader reader, StartLimiter limiter, RunCommands commands)
{
    /// <summary>Starts a run; the same key with the same request gives the same run.</summary>
    /// <exception cref="EndingException">The refusal.</exception>
    public async Task<RunStarted> StartAsync(RunRequest? request, RunCaller caller, CancellationToken cancellationToken)
    {
        var work = await reader.ReadAsync(request, cancellationToken);
        var run = await StartAsync(work, IdempotencyKey.OfRequest(request!), caller, cancellationToken);
        return new(run.Id, run.Work.Plan.Stages, run.Voice);
    }

    /// <summary>Starts a run that goes up to one stage; the same alias with the same request gives the same run.</summary>
    /// <exception cref="EndingException">The refusal.</exception>
    public async Task<RunRecord> StartAsync(
        Stage upTo, StageRequest request, IdempotencyKey alias, RunCaller caller, CancellationToken cancellationToken) =>
        await StartAsync(await reader.ReadAsync(upTo, request, cancellationToken), alias, caller, cancellationToken);

    private Task<RunRecord> StartAsync(RunSpec work, IdempotencyKey? key, RunCaller caller, CancellationToken cancellationToken) =>
        commands.StartAsync(limiter.Limit(work, caller), key, () => limiter.CountStartAsync(caller), cancellationToken);
}
