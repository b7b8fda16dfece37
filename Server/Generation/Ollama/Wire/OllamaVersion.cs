namespace Interception.Server.Generation.Ollama.Wire;

/// <summary>What an Ollama can do, by its version.</summary>
/// <remarks>
/// <c>truncate</c> came to chats with <see href="https://github.com/ollama/ollama/pull/12519"/>, was removed by #12545 the day after
/// (9 October 2025), and returned with <see href="https://github.com/ollama/ollama/pull/12582"/>: 0.12.6 is the first release with it.
/// </remarks>
internal static class OllamaVersion
{
    /// <summary>The first version that refuses a prompt that is too long.</summary>
    public static readonly Version KnowsTruncateSince = new(0, 12, 6);

    /// <summary>Whether it refuses. An older version cuts the prompt silently, and a judge would not see the rest.</summary>
    /// <remarks>A private build calls itself 0.0.0 or anything else; then the figures of the answers tell.</remarks>
    public static bool KnowsTruncate(string version) =>
        !Version.TryParse(version.Split('-', '+')[0].TrimStart('v'), out var parsed) || parsed == new Version(0, 0, 0) || parsed >= KnowsTruncateSince;
}
