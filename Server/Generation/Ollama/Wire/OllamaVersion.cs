namespace Interception.Server.Generation.Ollama.Wire;

/// <summary>What an Ollama can do by its version.</summary>
/// <remarks>
/// <c>truncate</c> came to chats with <see href="https://github.com/ollama/ollama/pull/12519"/>, went with #12545 the day after
/// (9 October 2025), and came to stay with <see href="https://github.com/ollama/ollama/pull/12582"/>: 0.12.6 is the first release with it.
/// </remarks>
internal static class OllamaVersion
{
    /// <summary>The first that refuses a prompt that is too long when it is told to.</summary>
    public static readonly Version KnowsTruncateSince = new(0, 12, 6);

    /// <summary>Whether it does. An older one cuts in silence, and a judge does not see what was cut.</summary>
    /// <remarks>Somebody's own build calls itself 0.0.0, and what stands in between may call itself anything: the answers' figures tell.</remarks>
    public static bool KnowsTruncate(string version) =>
        !Version.TryParse(version.Split('-', '+')[0].TrimStart('v'), out var parsed) || parsed == new Version(0, 0, 0) || parsed >= KnowsTruncateSince;
}
