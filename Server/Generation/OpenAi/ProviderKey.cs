using System.Net.Http.Headers;

namespace Interception.Server.Generation.OpenAi;

/// <summary>A provider's key. It is sent to the provider and nowhere else.</summary>
internal sealed class ProviderKey(string key)
{
    private const int Telling = 4;

    /// <summary>The value of the header; null without a key.</summary>
    public AuthenticationHeaderValue? Header => key.Length > 0 ? new("Bearer", key) : null;

    /// <summary>Removes the key from a provider's words, also in a masked form such as <c>sk-ab***yz</c>.</summary>
    public string Without(string words) => key.Length == 0 ? words : string.Join(' ', words.Split(' ').Select(word => IsOfKey(word) ? "…" : word));

    private bool IsOfKey(string word) =>
        word.Contains("**", StringComparison.Ordinal)
        || Enumerable.Range(0, Math.Max(1, key.Length - Telling + 1))
            .Any(start => word.Contains(key.AsSpan(start, Math.Min(Telling, key.Length)), StringComparison.OrdinalIgnoreCase));
}
