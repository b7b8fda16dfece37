using System.Text.Json;
using System.Text.RegularExpressions;

namespace Interception.Tests.Support.Ollama;

/// <summary>Takes a request's message apart into the parts between the lines with the key.</summary>
public static partial class Frames
{
    /// <summary>The key of the frame; new in every request.</summary>
    public static string Key(this OllamaRequest request) => KeyLine().Match(request.Prompt).Groups[1].Value;

    /// <summary>The parts by name, character for character.</summary>
    public static IReadOnlyDictionary<string, string> Parts(this OllamaRequest request)
    {
        var key = request.Key();
        return Regex.Matches(request.Prompt, $@"\n\[(\w+) {key}\]\n(.*?)\n\[/\1 {key}\]\n", RegexOptions.Singleline)
            .ToDictionary(part => part.Groups[1].Value, part => part.Groups[2].Value);
    }

    /// <summary>One part; null when there is none of that name.</summary>
    public static string? Part(this OllamaRequest request, string name) => request.Parts().GetValueOrDefault(name);

    /// <summary>The texts that a verdict is asked for.</summary>
    public static IReadOnlyList<string> Judged(this OllamaRequest request) =>
        JsonSerializer.Deserialize<string[]>(request.Part("texts")!)!;

    [GeneratedRegex("with the key ([0-9a-f]{16})")]
    private static partial Regex KeyLine();
}
