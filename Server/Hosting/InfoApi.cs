using System.Reflection;
using Interception.Server.Contracts;
using Interception.Server.Delivery.Access;
using Interception.Server.Delivery.Callers;
using Interception.Server.Generation.Ollama.Models;
using Interception.Server.Generation.Servers;
using Interception.Server.Pipeline;
using Interception.Server.Runs;
using Interception.Server.Safety;
using Microsoft.Extensions.Options;

namespace Interception.Server.Hosting;

/// <summary>What the page needs to know about the server.</summary>
internal static class InfoApi
{
    /// <summary>The server's version.</summary>
    internal static readonly string Version =
        typeof(InfoApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static void MapInfo(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/presets", (string? lang, PresetCatalog presets) => presets.All(lang ?? "en")
            .Select(preset => new PresetInfo(preset.Id, preset.Name, preset.Rules)));
        app.MapGet("/api/models", (ModelInventory inventory) => Models(inventory));
        app.MapGet("/api/config", ConfigAsync).WithMetadata(new RequiresRole(AccessRole.Nobody));
    }

    private static async Task<ConfigInfo> ConfigAsync(HttpContext http, AccessGuard access, AccessCodes codes, RunPlanner plans,
        IOptions<TextStreamingOptions> streaming, IOptions<SafetyOptions> safety, RunModelSelector selector, ReadinessReport readiness,
        CancellationToken cancellationToken) =>
        new(streaming.Value.Enabled, streaming.Value.CharacterIntervalMs, safety.Value.Level.ToString(),
            await selector.VoiceAsync(cancellationToken), access.IsClosedTo(http), Version, readiness.Missing(), codes.HaveTeacher, plans.Traits);

    private static IEnumerable<ModelInfo> Models(ModelInventory inventory) => inventory.Models.Names().Select(name =>
        new ModelInfo(name, inventory.Models.JobsOf(name), inventory.IsChosen(name), inventory.IsPresent(name) ? "present" : "missing", inventory.PullOf(name)));

    private sealed record PresetInfo(string Id, string Name, string Rules);

    private sealed record ConfigInfo(
        bool TextStreaming, int CharacterIntervalMs, string SafetyLevel, string Voice, bool Door, string Version,
        IReadOnlyList<string> Missing, bool Teacher, IReadOnlyList<StageTraits> Stages);

    // Chosen means that the server picked the model, because the configuration says auto.
    private sealed record ModelInfo(string Name, IReadOnlyList<string> Jobs, bool Chosen, string Status, PullProgress? Pull);
}
