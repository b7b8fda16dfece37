using Interception.Server.Delivery.Door;
using Interception.Server.Generation;
using Interception.Server.Generation.Ollama;
using Interception.Server.Generation.Reports;
using Interception.Server.Pipeline;
using Interception.Server.Runs;
using Interception.Server.Safety;
using Microsoft.Extensions.Options;

namespace Interception.Server.Delivery;

/// <summary>Whether the server lives, and whether a class can begin.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithMetadata(new Admits(Role.Nobody));
        health.MapGet("live", () => TypedResults.Ok());
        health.MapGet("ready", (Readiness readiness) => readiness.Missing() is { Count: > 0 } missing
            ? Results.Json(new { missing }, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Ready(readiness));
    }

    /// <summary>Hints are there only when there are any.</summary>
    private static IResult Ready(Readiness readiness) => readiness.Hints() is { Count: > 0 } hints
        ? Results.Json(new { voice = readiness.Voice, hints })
        : Results.Json(new { voice = readiness.Voice });
}

/// <summary>What is missing before a class can begin, in words that a teacher understands.</summary>
internal sealed class Readiness(
    EndpointWatch watch, Supplies supplies, Casting casting, SelfTest selfTest, IOptions<ModelOptions> models,
    OperatorHints hints, RunDesk desk)
{
    /// <summary>Who would write now.</summary>
    public string Voice => casting.Voice;

    /// <summary>Empty when ready.</summary>
    public IReadOnlyList<string> Missing()
    {
        if (desk.IsClosing) return ["The server is going down."];
        if (!watch.FirstRound.IsCompleted) return ["The model servers are being asked for the first time; one moment."];
        if (Voice == PracticeCast.Instance.Voice) return [];
        return supplies.Missing(models.Value.Needed()) is { Count: > 0 } missing ? missing
            : hints.Missing() is { Count: > 0 } refused ? refused
            : selfTest.Missing();
    }

    /// <summary>What would make runs work better; they work without it.</summary>
    public IReadOnlyList<string> Hints() => Voice == PracticeCast.Instance.Voice ? [] : hints.All();
}
