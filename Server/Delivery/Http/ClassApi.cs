using Interception.Server.Contracts;
using Interception.Server.Delivery.Access;
using Interception.Server.Delivery.Callers;
using Interception.Server.Delivery.Responses;
using Interception.Server.Runs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Interception.Server.Delivery.Http;

/// <summary>The teacher's rights: to see every run but no text, to stop, and to hold the line. Who looks does not attend.</summary>
internal static class ClassApi
{
    public static void MapClass(this IEndpointRouteBuilder app)
    {
        var teacher = app.MapGroup("/api").WithMetadata(new RequiresRole(AccessRole.Teacher)).AddEndpointFilter<ProblemDetailsFilter>();
        teacher.MapGet("runs", (RunRegistry runs, ClassControls controls) => new ClassStatus(controls.IsHeld, [.. runs.List().Select(View)]));
        teacher.MapDelete("class/runs/{label}", StopAsync);
        teacher.MapPost("class/stop-all", StopAllAsync);
        teacher.MapPost("class/hold", (ClassControls controls) => Done(controls.Hold));
        teacher.MapPost("class/release", (ClassControls controls) => Done(controls.Release));
    }

    private static ClassRun View(RunSummary run) => new(
        run.Label, run.State.ToString(), run.Stage, run.Position, Math.Round(run.WaitingSeconds, 1), Math.Round(run.AgeSeconds, 1));

    private static async Task<NoContent> StopAsync(string label, ClassControls controls)
    {
        await controls.StopAsync(label);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> StopAllAsync(ClassControls controls)
    {
        await controls.StopAllAsync();
        return TypedResults.NoContent();
    }

    private static NoContent Done(Action act)
    {
        act();
        return TypedResults.NoContent();
    }
}
