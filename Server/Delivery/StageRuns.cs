using Interception.Server.Contracts;
using Interception.Server.Delivery.Limits;
using Interception.Server.Runs;

namespace Interception.Server.Delivery;

/// <summary>Which run a stage stream's address means: one that exists, or a new one under the caller's own name.</summary>
internal sealed class StageRuns(Briefing briefing, RunDesk desk, Starts starts)
{
    /// <summary>Finds or starts the run.</summary>
    /// <exception cref="EndingException"><c>run_not_found</c>, <c>conflict</c>, <c>invalid_request</c>, <c>rate_limited</c>, <c>busy</c>.</exception>
    public async Task<Run> OfAsync(
        Stage stage, string id, PlatformRequest request, HttpContext http, bool isResume, CancellationToken cancellationToken)
    {
        var session = Sessions.Of(http);
        var isName = Texts.IsToken(id, 1, 64);
        var alias = $"{stage}:{id}";
        if (request.IsEmpty) return (isName ? desk.FindClaimed(alias, session) : null) ?? desk.Find(id);
        if (!isName) throw Texts.Refused("id", "is not 1 to 64 letters, digits, - or _");
        // The rest of a forgotten text cannot be had from a new run.
        if (isResume && !desk.IsClaimed(alias)) throw Endings.Exception(Codes.RunNotFound);
        var work = await briefing.ReadAsync(stage, request.ToStageRequest(), cancellationToken);
        return starts.Start(work, new(alias, Reception.Fingerprint(request), session), Caller.Of(http));
    }
}
