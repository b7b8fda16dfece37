using System.Text.RegularExpressions;

namespace Interception.Tests.Support;

/// <summary>What the page says, from its own word files: a better word must not break a test.</summary>
public static partial class Words
{
    /// <summary>The words for something, such as <c>("de", "code", "busy")</c>.</summary>
    public static string Of(string language, string section, string key) => Said()
        .Matches(Section(Repository.Text($"Client.Web/src/i18n/{language}.ts"), section))
        .First(word => word.Groups["key"].Value == key).Groups["text"].Value;

    /// <summary>The words for something, up to the first that is filled in.</summary>
    public static string Beginning(string language, string section, string key) =>
        Regex.Match(Section(Repository.Text($"Client.Web/src/i18n/{language}.ts"), section), $@"^    {key}: .*?['`](?<text>[^'`$]+)", RegexOptions.Multiline).Groups["text"].Value;

    private static string Section(string file, string name) =>
        Regex.Match(file, $@"^  {name}: \{{.*?^  \}}", RegexOptions.Multiline | RegexOptions.Singleline).Value;

    [GeneratedRegex("""'?(?<key>[\w-]+)'?:\s+(?<quote>['"`])(?<text>.+?)\k<quote>,?\s""")]
    private static partial Regex Said();
}
