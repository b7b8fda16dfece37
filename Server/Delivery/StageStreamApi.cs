using Interception.Server.Contracts;
using Interception.Server.Delivery.Limits;
using Interception.Server.Runs;

namespace Interception.Server.Delivery;

/// <summary>The stage streams: one stage of an existing run, or a run of the platform's own that begins with its text.</summary>
internal static class StageStreamApi
{
    public static void MapStageStreams(this IEndpointRouteBuilder app)
    {
        const string path = "/api/text_stream/{stage:regex(^stage[1-4]$)}/{id}";
        app.MapGet(path, ReadAsync).AddEndpointFilter<Problems>().AddEndpointFilter<OneConnection>();
        app.MapPost(path, StartAsync).AddEndpointFilter<Problems>().AddEndpointFilter<OneConnection>();
    }

    private static Task<IResult> ReadAsync(
        HttpContext http, string stage, string id, StageRuns runs, RunDesk desk, TimeProvider time, CancellationToken cancellationToken) =>
        StreamAsync(http, stage, id, PlatformRequest.Of(http.Request.Query), runs, desk, time, cancellationToken);

    private static async Task<IResult> StartAsync(
        HttpContext http, string stage, string id, StageRuns runs, RunDesk desk, TimeProvider time, CancellationToken cancellationToken) =>
        await StreamAsync(http, stage, id, await Bodies.ReadAsync<PlatformRequest>(http, cancellationToken), runs, desk, time, cancellationToken);

    private static async Task<IResult> StreamAsync(HttpContext http, string stageName, string id, PlatformRequest request,
        StageRuns runs, RunDesk desk, TimeProvider time, CancellationToken cancellationToken)
    {
        var stage = (Stage)(stageName[^1] - '0');
        var from = StageStreamId.Of(http.Request);
        if (from.HasEnded) return TypedResults.NoContent();
        var run = await runs.OfAsync(stage, id, request, http, isResume: from.Offset > 0, cancellationToken);
        await new StageStream(new(http, time), run, stage, desk.ModelOf(run, stage)).WriteAsync(from.Offset, cancellationToken);
        return TypedResults.Empty;
    }
}
