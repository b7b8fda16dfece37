namespace Interception.Server.Generation.OpenAi;

/// <summary>The servers besides Ollama, by name. Bound from the <c>Providers</c> section.</summary>
internal sealed class ProvidersOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Providers";

    /// <summary>The servers by name; <c>mistral</c> serves the models that begin with <c>mistral/</c>. Default: none.</summary>
    public IDictionary<string, ProviderOptions> ByName { get; } = new Dictionary<string, ProviderOptions>(StringComparer.Ordinal);
}
