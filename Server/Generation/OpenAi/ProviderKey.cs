using System.Net.Http.Headers;

namespace Interception.Server.Generation.OpenAi;

/// <summary>A provider's key; it leaves this class only for the provider.</summary>
internal sealed class ProviderKey(string key)
{
    private const int Telling = 4;

    /// <summary>What the provider wants to see; null when there is no key.</summary>
    public AuthenticationHeaderValue? Header => key.Length > 0 ? new("Bearer", key) : null;

    /// <summary>A provider's words without the key, should it repeat it, or what it shows of it: <c>sk-ab***yz</c>.</summary>
    public string Without(string words) => key.Length == 0 ? words : string.Join(' ', words.Split(' ').Select(word => IsOfKey(word) ? "…" : word));

    private bool IsOfKey(string word) =>
        word.Contains("**", StringComparison.Ordinal)
        || Enumerable.Range(0, Math.Max(1, key.Length - Telling + 1))
            .Any(start => word.Contains(key.AsSpan(start, Math.Min(Telling, key.Length)), StringComparison.OrdinalIgnoreCase));
}
