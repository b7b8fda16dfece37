namespace Interception.Server.Generation.OpenAi;

/// <summary>The servers besides Ollama, by their names. Bound from the <c>Providers</c> section.</summary>
internal sealed class ProvidersOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Providers";

    /// <summary>Name and server; <c>mistral</c> is asked for the models that begin with <c>mistral/</c>. Default: none.</summary>
    public IDictionary<string, ProviderOptions> ByName { get; } = new Dictionary<string, ProviderOptions>(StringComparer.Ordinal);
}
