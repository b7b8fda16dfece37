using Interception.Server.Delivery.Limits;
using Interception.Server.Delivery.Responses;
using Interception.Server.Runs;

namespace Interception.Server.Delivery.StageStreams;

/// <summary>Maps the stage streams: one stage of an existing run, or a run that the platform starts with its text.</summary>
internal static class StageStreamApi
{
    public static IServiceCollection AddStageStreams(this IServiceCollection services) => services
        .Configure<RouteOptions>(routes => routes.SetParameterPolicy<StageRouteConstraint>(StageRouteConstraint.Name))
        .AddSingleton<FirstCallCookie>()
        .AddSingleton<StageRunResolver>();

    public static void MapStageStreams(this IEndpointRouteBuilder app)
    {
        const string path = $"/api/text_stream/{{stage:{StageRouteConstraint.Name}}}/{{id}}";
        app.MapGet(path, ReadAsync).AddEndpointFilter<ProblemDetailsFilter>().AddEndpointFilter<StreamConnectionFilter>();
        app.MapPost(path, StartAsync).AddEndpointFilter<ProblemDetailsFilter>().AddEndpointFilter<StreamConnectionFilter>();
    }

    private static Task<IResult> ReadAsync(
        HttpContext http, string stage, string id, StageRunResolver runs, RunPlanner plans, RunReading reading, RunExecutor executor,
        TimeProvider time, CancellationToken cancellationToken) =>
        StreamAsync(http, stage, id, PlatformRequest.FromQuery(http.Request.Query), runs, plans, reading, executor, time, cancellationToken);

    private static async Task<IResult> StartAsync(
        HttpContext http, string stage, string id, StageRunResolver runs, RunPlanner plans, RunReading reading, RunExecutor executor,
        TimeProvider time, CancellationToken cancellationToken) =>
        await StreamAsync(http, stage, id, await JsonBody.ReadAsync<PlatformRequest>(http, cancellationToken),
            runs, plans, reading, executor, time, cancellationToken);

    private static async Task<IResult> StreamAsync(HttpContext http, string stageName, string id, PlatformRequest request,
        StageRunResolver runs, RunPlanner plans, RunReading reading, RunExecutor executor, TimeProvider time, CancellationToken cancellationToken)
    {
        var stage = StageRouteConstraint.Find(plans, stageName)!.Value;
        var from = StreamPosition.Parse(http.Request);
        if (from.HasEnded) return TypedResults.NoContent();
        var run = await runs.OfAsync(stage, id, request, http, isResume: from.Offset > 0, cancellationToken);
        var attended = await reading.FindAsync(run.Id, cancellationToken);
        var stream = new StageStreamWriter(new(http, time), attended, stage, executor.ModelOf(run, stage));
        await stream.WriteAsync(from.Offset, isStart: !request.IsEmpty, cancellationToken);
        return TypedResults.Empty;
    }
}
