using System.Diagnostics;
using System.Text.Json;

namespace Interception.Server.Generation.Reports;

/// <summary>What a model call is called in figures and traces: words of the conventions and names from the configuration.</summary>
internal static class CallLabels
{
    /// <summary>The one operation that we ask for.</summary>
    public const string Operation = "chat";

    /// <summary>Why a call that we left ourselves ended.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Providers whose usual prefix is not their name in the conventions; Ollama has none there, and keeps its own.</summary>
    private static readonly Dictionary<string, string> Providers = new()
    {
        [ModelName.Local] = "ollama",
        ["mistral"] = "mistral_ai",
        ["moonshot"] = "moonshot_ai",
        ["xai"] = "x_ai",
    };

    /// <summary>The labels of all figures of a call.</summary>
    public static TagList For(ModelName model, Uri? server)
    {
        var labels = new TagList
        {
            { "gen_ai.operation.name", Operation },
            { "gen_ai.provider.name", Providers.GetValueOrDefault(model.Provider, model.Provider) },
            { "gen_ai.request.model", model.Model },
        };
        if (server is null) return labels;
        labels.Add("server.address", server.Host);
        labels.Add("server.port", server.Port);
        return labels;
    }

    /// <summary>What a failure is called; null for one that is an ending like another.</summary>
    public static string? ErrorOf(GenerationFailure failure) =>
        failure == GenerationFailure.Truncated ? null : JsonNamingPolicy.SnakeCaseLower.ConvertName(failure.ToString());

    /// <summary>Why the model stopped, in the conventions' words; null where it did not say. Its own word could be anything.</summary>
    public static string? ReasonOf(GenerationFailure failure) => failure switch
    {
        GenerationFailure.Truncated => "length",
        GenerationFailure.Declined => "content_filter",
        _ => null,
    };
}
