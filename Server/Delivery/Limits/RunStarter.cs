using System.Security.Cryptography;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Server.Delivery.Callers;
using Interception.Server.Runs;

namespace Interception.Server.Delivery.Limits;

/// <summary>Takes in requests for runs, from the hub and over HTTP alike.</summary>
internal sealed class RunStarter(RunRequestReader briefing, StartLimiter starts)
{
    /// <summary>Starts a run; the same key with the same request gives the same run.</summary>
    /// <exception cref="EndingException">The refusal.</exception>
    public async Task<RunStarted> StartAsync(RunRequest? request, RunCaller caller, CancellationToken cancellationToken)
    {
        var work = await briefing.ReadAsync(request, cancellationToken);
        var run = starts.Start(work, request!.Key is { } key ? new("key:" + key, Fingerprint(request), null) : null, caller);
        return new(run.Id, run.Plan.Stages, run.Voice);
    }

    /// <summary>Tells equal requests from others without keeping their texts.</summary>
    public static string Fingerprint<T>(T request) =>
        Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request)));
}
