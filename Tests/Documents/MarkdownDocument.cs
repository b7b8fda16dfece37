using System.Text.RegularExpressions;
using Interception.Tests.Support;

namespace Interception.Tests.Documents;

/// <summary>A document of this repository, as its readers meet it.</summary>
/// <param name="Path">From the root, with slashes.</param>
/// <param name="Text">Its text, with lines that end in a single character.</param>
public sealed partial record MarkdownDocument(string Path, string Text)
{
    private static readonly string[] Foreign = ["node_modules", "bin", "obj", "dist", "dist-lib", "TestResults"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MarkdownDocument> All { get; } = [.. Below(Repository.Root).Select(Read).OrderBy(document => document.Path, StringComparer.Ordinal)];

    /// <summary>The folder that its links start from.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Where its links lead.</summary>
    public IEnumerable<string> Links => Link().Matches(Prose).Select(match => match.Groups[1].Value);

    /// <summary>What stands in backticks in the running text.</summary>
    public IEnumerable<string> CodeSpans => Span().Matches(Prose).Select(match => match.Groups[1].Value);

    /// <summary>The lines of all blocks in a language.</summary>
    public IEnumerable<string> LinesIn(string language) => Block().Matches(Text).Where(block => block.Groups["language"].Value == language)
        .SelectMany(block => block.Groups["code"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The names by which a link can reach its headings.</summary>
    public IEnumerable<string> Anchors => Heading().Matches(Prose).Select(match => AnchorOf(match.Groups[1].Value));

    /// <summary>What tests shall not look at: <c>&lt;!-- name (beginning): reason --&gt;</c>.</summary>
    public IEnumerable<(string Beginning, string Reason)> Marks(string name) =>
        Mark().Matches(Text).Where(mark => mark.Groups["name"].Value == name).Select(mark => (mark.Groups["beginning"].Value, mark.Groups["reason"].Value));

    /// <summary>The text without its blocks of code.</summary>
    private string Prose => Block().Replace(Text, "");

    /// <summary>GitHub's rule: small letters, hyphens for spaces, no other signs.</summary>
    private static string AnchorOf(string heading) => Sign().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    private static IEnumerable<string> Below(string folder) => Directory.GetFiles(folder, "*.md").Concat(
        Directory.GetDirectories(folder).Where(IsOurs).SelectMany(Below));

    private static bool IsOurs(string folder) =>
        System.IO.Path.GetFileName(folder) is var name && !name.StartsWith('.') && !Foreign.Contains(name);

    private static MarkdownDocument Read(string file) =>
        new(System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), File.ReadAllText(file).ReplaceLineEndings("\n"));

    [GeneratedRegex(@"(?<!\\)\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`([^`\n]+)`")]
    private static partial Regex Span();

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?<!`)<!-- (?<name>[a-z ]+) \((?<beginning>[^)]+)\): (?<reason>[^>]+) -->")]
    private static partial Regex Mark();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Sign();
}
