using System.Reflection;
using Interception.Server.Delivery.Door;
using Interception.Server.Generation;
using Interception.Server.Generation.Ollama;
using Interception.Server.Pipeline;
using Interception.Server.Runs;
using Interception.Server.Safety;
using Microsoft.Extensions.Options;

namespace Interception.Server.Delivery;

/// <summary>What the page needs to know of the server.</summary>
internal static class InfoApi
{
    private static readonly string Version =
        typeof(InfoApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static void MapInfo(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/presets", (string? lang, Presets presets) => presets.All(lang ?? "en")
            .Select(preset => new PresetInfo(preset.Id, preset.Name, preset.Rules)));
        app.MapGet("/api/models", (Supplies supplies) => Models(supplies));
        app.MapGet("/api/config", ConfigAsync).WithMetadata(new Admits(Role.Nobody));
    }

    private static async Task<Config> ConfigAsync(HttpContext http, Access access, IOptions<TextStreamingOptions> streaming,
        IOptions<SafetyOptions> safety, Casting casting, Readiness readiness, CancellationToken cancellationToken) =>
        new(streaming.Value.Enabled, streaming.Value.CharacterIntervalMs, safety.Value.Level.ToString(),
            await casting.VoiceAsync(cancellationToken), access.IsClosedTo(http), Version, readiness.Missing());

    private static IEnumerable<Model> Models(Supplies supplies) => supplies.Models.Names().Select(name =>
        new Model(name, supplies.Models.JobsOf(name), supplies.IsChosen(name), supplies.IsPresent(name) ? "present" : "missing", supplies.PullOf(name)));

    private sealed record PresetInfo(string Id, string Name, string Rules);

    private sealed record Config(
        bool TextStreaming, int CharacterIntervalMs, string SafetyLevel, string Voice, bool Door, string Version,
        IReadOnlyList<string> Missing);

    // Chosen: by the server, because the configuration says auto.
    private sealed record Model(string Name, IReadOnlyList<string> Jobs, bool Chosen, string Status, PullProgress? Pull);
}
