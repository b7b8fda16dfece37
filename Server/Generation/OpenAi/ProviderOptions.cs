namespace Interception.Server.Generation.OpenAi;

/// <summary>A server that speaks the OpenAI dialect. Bound from <c>Providers:&lt;name&gt;</c>.</summary>
internal sealed class ProviderOptions
{
    /// <summary>The server's address, such as <c>https://api.mistral.ai/v1</c>.</summary>
    public string BaseUrl { get; set; } = "";

    /// <summary>The key that the server asks for; best given as an environment variable. Nobody is ever shown it.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>A file to read the key from, instead of <see cref="ApiKey"/>.</summary>
    public string ApiKeyFile { get; set; } = "";
}
