namespace Interception.Server.Generation.OpenAi;

/// <summary>A server that speaks the OpenAI dialect. Bound from <c>Providers:&lt;name&gt;</c>.</summary>
internal sealed class ProviderOptions
{
    /// <summary>The address, such as <c>https://api.mistral.ai/v1</c>.</summary>
    public string BaseUrl { get; set; } = "";

    /// <summary>The API key, best set as an environment variable. It is never shown.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>A file that contains the key, instead of <see cref="ApiKey"/>.</summary>
    public string ApiKeyFile { get; set; } = "";
}
