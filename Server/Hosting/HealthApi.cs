using Interception.Server.Delivery.Access;
using Interception.Server.Delivery.Callers;
using Interception.Server.Generation.Reports;
using Interception.Server.Generation.Servers;
using Interception.Server.Pipeline;
using Interception.Server.Redis.Nodes;
using Interception.Server.Runs;
using Interception.Server.Safety.Judging;

namespace Interception.Server.Hosting;

/// <summary>Tells whether the server is alive, and whether a class can begin.</summary>
internal static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithMetadata(new RequiresRole(AccessRole.Nobody));
        health.MapGet("live", () => TypedResults.Ok());
        health.MapGet("ready", Ready);
    }

    private static IResult Ready(ReadinessReport readiness)
    {
        // In practice a class can begin even when a model is missing.
        var (practice, missing) = (readiness.IsPractice, readiness.Missing());
        return missing.Count == 0 ? Well(readiness)
            : practice ? Results.Json(new { voice = PracticeModels.Instance.Voice, missing })
            : Results.Json(new { missing }, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>The list of hints; null when there are none.</summary>
    private static IResult Well(ReadinessReport readiness) => readiness.Hints() is { Count: > 0 } hints
        ? Results.Json(new { voice = readiness.Voice, hints })
        : Results.Json(new { voice = readiness.Voice });
}

/// <summary>What is missing before a class can begin, in words that a teacher understands.</summary>
internal sealed class ReadinessReport(
    ModelInventory inventory, RunModelSelector selector, JudgeSelfTest selfTest, OperatorHints hints, RunRegistry runs, NodeReadiness nodes)
{
    /// <summary>The voice that would write now.</summary>
    public string Voice => selector.Voice;

    /// <summary>Whether the server is shutting down.</summary>
    public bool IsClosing => runs.IsClosing;

    /// <summary>Whether the practice voice would write; it can write without a model, but not without the Redis of several nodes.</summary>
    public bool IsPractice => inventory.FirstRound.IsCompleted && !runs.IsClosing && nodes.Missing().Count == 0 && Voice == PracticeModels.Instance.Voice;

    /// <summary>What is missing; empty when ready. In practice it is not empty when an Ollama answers that has no model.</summary>
    public IReadOnlyList<string> Missing()
    {
        if (runs.IsClosing) return ["The server is going down."];
        if (nodes.Missing() is { Count: > 0 } shared) return shared;
        if (!inventory.FirstRound.IsCompleted) return ["The model servers are being asked for the first time; one moment."];
        if (IsPractice) return WantedInPractice();
        return inventory.Missing(inventory.Models.Needed()) is { Count: > 0 } missing ? missing
            : hints.Missing() is { Count: > 0 } refused ? refused
            : selfTest.Missing();
    }

    /// <summary>Changes that would make runs work better; runs work without them.</summary>
    public IReadOnlyList<string> Hints() => [.. nodes.Hints(), .. Voice == PracticeModels.Instance.Voice ? [] : hints.All()];

    /// <summary>A machine without Ollama needs no hint; an Ollama without a model gets a hint how to fetch one.</summary>
    private IReadOnlyList<string> WantedInPractice() =>
        selector.WaitsForModel && inventory.IsOllamaUp ? inventory.Missing(inventory.Models.Needed()) : [];
}
