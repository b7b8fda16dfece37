using System.Text.RegularExpressions;

namespace Interception.Tests.Documents;

/// <summary>A command that a document tells its reader to type.</summary>
/// <param name="Document">Where it stands.</param>
/// <param name="Line">The command, without the shell's remark behind it.</param>
public sealed partial record DocumentedCommand(MarkdownDocument Document, string Line)
{
    /// <summary>All commands: the lines of <c>sh</c> blocks, and code spans that begin with a program's name.</summary>
    public static IReadOnlyList<DocumentedCommand> All { get; } = [.. MarkdownDocument.All.SelectMany(document =>
        document.LinesIn("sh").Concat(document.CodeSpans.Where(span => Program().IsMatch(span))).Select(line => new DocumentedCommand(document, Remark().Replace(line, "").Trim())))];

    /// <summary>Why no test runs it, as its document says; null when it does not say so.</summary>
    public string? WhyNot => Document.Marks("not run").Where(mark => Line.StartsWith(mark.Beginning, StringComparison.Ordinal)).Select(mark => mark.Reason).FirstOrDefault();

    /// <summary>The command without the variables that are set for it alone.</summary>
    public string Bare => Variables().Replace(Line, "");

    /// <summary>The words of a line, as the shell gives them to the program.</summary>
    public static IEnumerable<string> Words(string line) => Word().Matches(line).Select(word => word.Groups["quoted"].Success ? word.Groups["quoted"].Value : word.Value);

    [GeneratedRegex(@"^([A-Z_]+=\S+ )*(dotnet|npm|npx|curl|docker|ollama|python3|vllm|llama-server|\.ci/run|\./\S+) ")]
    private static partial Regex Program();

    [GeneratedRegex(@"^([A-Z_]+=\S+ )+")]
    private static partial Regex Variables();

    [GeneratedRegex(@"\s+#\s.*$")]
    private static partial Regex Remark();

    [GeneratedRegex(@"""(?<quoted>[^""]*)""|\S+")]
    private static partial Regex Word();
}
