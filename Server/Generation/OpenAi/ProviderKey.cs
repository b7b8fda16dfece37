using System.Net.Http.Headers;

namespace Interception.Server.Generation.OpenAi;

/// <summary>A provider's key; it leaves this class only for the provider.</summary>
internal sealed class ProviderKey(string key)
{
    /// <summary>What the provider wants to see; null when there is no key.</summary>
    public AuthenticationHeaderValue? Header => key.Length > 0 ? new("Bearer", key) : null;

    /// <summary>A provider's words without the key, should it repeat it.</summary>
    public string Without(string words) => key.Length > 0 ? words.Replace(key, "…", StringComparison.Ordinal) : words;
}
