using Interception.Server.Delivery.Door;
using Interception.Server.Generation.Ollama;
using Interception.Server.Generation.Reports;
using Interception.Server.Pipeline;
using Interception.Server.Runs;
using Interception.Server.Safety;

namespace Interception.Server.Delivery;

/// <summary>Whether the server lives, and whether a class can begin.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithMetadata(new Admits(Role.Nobody));
        health.MapGet("live", () => TypedResults.Ok());
        health.MapGet("ready", Ready);
    }

    private static IResult Ready(Readiness readiness)
    {
        // In practice a class can begin whatever is missing.
        var (practice, missing) = (readiness.IsPractice, readiness.Missing());
        return missing.Count == 0 ? Well(readiness)
            : practice ? Results.Json(new { voice = PracticeCast.Instance.Voice, missing })
            : Results.Json(new { missing }, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Hints are there only when there are any.</summary>
    private static IResult Well(Readiness readiness) => readiness.Hints() is { Count: > 0 } hints
        ? Results.Json(new { voice = readiness.Voice, hints })
        : Results.Json(new { voice = readiness.Voice });
}

/// <summary>What is missing before a class can begin, in words that a teacher understands.</summary>
internal sealed class Readiness(Supplies supplies, Casting casting, SelfTest selfTest, OperatorHints hints, RunDesk desk)
{
    /// <summary>Who would write now.</summary>
    public string Voice => casting.Voice;

    /// <summary>Whether the server goes down.</summary>
    public bool IsClosing => desk.IsClosing;

    /// <summary>Whether that is the practice voice, which can write whatever is missing.</summary>
    public bool IsPractice => supplies.FirstRound.IsCompleted && !desk.IsClosing && Voice == PracticeCast.Instance.Voice;

    /// <summary>Empty when ready; in practice not empty where an Ollama answers that has no model.</summary>
    public IReadOnlyList<string> Missing()
    {
        if (desk.IsClosing) return ["The server is going down."];
        if (!supplies.FirstRound.IsCompleted) return ["The model servers are being asked for the first time; one moment."];
        if (IsPractice) return WantedInPractice();
        return supplies.Missing(supplies.Models.Needed()) is { Count: > 0 } missing ? missing
            : hints.Missing() is { Count: > 0 } refused ? refused
            : selfTest.Missing();
    }

    /// <summary>What would make runs work better; they work without it.</summary>
    public IReadOnlyList<string> Hints() => Voice == PracticeCast.Instance.Voice ? [] : hints.All();

    /// <summary>Who has no Ollama wants nothing; who has one without a model is told how to get one.</summary>
    private IReadOnlyList<string> WantedInPractice() =>
        casting.WaitsForModel && supplies.IsOllamaUp ? supplies.Missing(supplies.Models.Needed()) : [];
}
