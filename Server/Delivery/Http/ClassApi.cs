using Interception.Server.Classroom;
using Interception.Server.Contracts;
using Interception.Server.Delivery.Access;
using Interception.Server.Delivery.Callers;
using Interception.Server.Delivery.Responses;
using Interception.Server.Redis.Nodes;
using Interception.Server.Runs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Interception.Server.Delivery.Http;

/// <summary>The teacher's calls: list all runs without texts and all servers, stop runs, and hold the queue. A teacher does not count as a reader.</summary>
internal static class ClassApi
{
    public static void MapClass(this IEndpointRouteBuilder app)
    {
        var teacher = app.MapGroup("/api").WithMetadata(new RequiresRole(AccessRole.Teacher)).AddEndpointFilter<ProblemDetailsFilter>();
        teacher.MapGet("runs", StatusAsync);
        teacher.MapGet("class", StatusAsync);
        teacher.MapDelete("class/runs/{label}", (string label, LessonControls lesson) => DoneAsync(lesson.StopRunAsync(label)));
        teacher.MapPost("class/stop-all", (LessonControls lesson) => DoneAsync(lesson.StopAllAsync()));
        teacher.MapPost("class/hold", (LessonControls lesson) => DoneAsync(lesson.HoldAsync(null)));
        teacher.MapPost("class/release", (LessonControls lesson) => DoneAsync(lesson.ReleaseAsync()));
    }

    private static async Task<ClassStatus> StatusAsync(ClassControls controls, NodeRoster nodes, NodeReadiness readiness) =>
        new(controls.IsHeld, [.. (await controls.ListAsync()).Select(View)]) { Nodes = [.. nodes.Read().Select(View)], Hints = readiness.Hints() };

    private static ClassNode View(NodeReport node) => new(node.Node.Name, node.Version, node.Working, node.Missing);

    private static ClassRun View(RunSummary run) => new(
        run.Label, run.State.ToString(), run.Stage, run.Position, Math.Round(run.WaitingSeconds, 1), Math.Round(run.AgeSeconds, 1));

    private static async Task<NoContent> DoneAsync(Task act)
    {
        await act;
        return TypedResults.NoContent();
    }
}
