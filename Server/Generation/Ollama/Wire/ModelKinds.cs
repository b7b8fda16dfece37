namespace Interception.Server.Generation.Ollama.Wire;

/// <summary>What a model's name tells, when Ollama does not say.</summary>
internal static class ModelKinds
{
    private static readonly string[] NoWriters = ["guard", "shield", "embed", "rerank"];
    private static readonly string[] OurGuards = ["llama-guard", "gpt-oss-safeguard"];

    /// <summary>Whether it was made for something else than writing: guards answer everything with a verdict.</summary>
    public static bool IsNoWriter(string model) =>
        Array.Exists(NoWriters, kind => Base(model).Contains(kind, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it is a guard that our judge can ask.</summary>
    public static bool IsGuardForUs(string model) =>
        Array.Exists(OurGuards, kind => Base(model).StartsWith(kind, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether Ollama passes it on to its cloud, which the tag tells.</summary>
    public static bool IsInCloud(string model) => Tag(model) is { } tag
        && (tag.Equals("cloud", StringComparison.OrdinalIgnoreCase) || tag.EndsWith("-cloud", StringComparison.OrdinalIgnoreCase));

    private static string Base(string model) => model[(model.LastIndexOf('/') + 1)..];

    private static string? Tag(string model) =>
        Base(model) is var name && name.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? name[(colon + 1)..] : null;
}
