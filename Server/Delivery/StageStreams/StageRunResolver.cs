using Interception.Server.Contracts;
using Interception.Server.Delivery.Callers;
using Interception.Server.Delivery.Limits;
using Interception.Server.Runs;
using Interception.Server.Runs.Keys;

namespace Interception.Server.Delivery.StageStreams;

/// <summary>Finds the run of a stage stream: an existing one, or a new one under the caller's own name.</summary>
internal sealed class StageRunResolver(RunKeeper runs, IKeyStore keys, RunStarter starter, SessionCookie sessions, FirstCallCookie firstCalls)
{
    /// <summary>Finds or starts the run. A name belongs to its session; callers at one address without a session share their names.</summary>
    /// <exception cref="EndingException"><c>run_not_found</c>, <c>conflict</c>, <c>invalid_request</c>, <c>rate_limited</c>, <c>busy</c>.</exception>
    public async Task<RunRecord> OfAsync(
        Stage stage, string id, PlatformRequest request, HttpContext http, bool isResume, CancellationToken cancellationToken)
    {
        sessions.Give(http);
        var caller = RunCaller.From(http);
        var name = $"{stage}:{id} of {caller.Key}";
        var isName = FieldValidation.IsToken(id, 1, 64);
        if (request.IsEmpty) return (isName ? await KnownAsync(name, caller, http) : null) ?? await runs.FindAsync(id, cancellationToken);
        if (!isName) throw FieldValidation.Refused("id", "is not 1 to 64 letters, digits, - or _");
        return await StartAsync(stage, name, request.ToStageRequest(), http, isResume, cancellationToken);
    }

    private async Task<RunRecord?> KnownAsync(string name, RunCaller caller, HttpContext http) =>
        (await firstCalls.FindAsync(http))?.Run ?? await runs.TryFindAsync(await keys.FindAsync(name, caller.Key, http.RequestAborted), http.RequestAborted);

    private async Task<RunRecord> StartAsync(
        Stage stage, string name, StageRequest request, HttpContext http, bool isResume, CancellationToken cancellationToken)
    {
        var fingerprint = IdempotencyKey.FingerprintOf(request);
        if (await firstCalls.FindAsync(http) is { } begun)
            return begun.Fingerprint == fingerprint ? begun.Run : throw Endings.Exception(Codes.Conflict);
        // A new run cannot continue a forgotten text.
        if (isResume && !await keys.HasAsync(name, cancellationToken)) throw Endings.Exception(Codes.RunNotFound);
        var caller = RunCaller.From(http);
        var run = await starter.StartAsync(stage, request, new(name, fingerprint, caller.Key), caller, cancellationToken);
        if (caller.Session is null) firstCalls.Note(http, new(run, fingerprint));
        return run;
    }
}
