using System.Text.RegularExpressions;
using Interception.Tests.Support;

namespace Interception.Tests;

/// <summary>What is decided about the look of the code, where no formatter holds it. Braces are held by the build (IDE0011).</summary>
public sealed partial class StyleTests
{
    /// <summary>What fits beside a second window; no tool wraps C#, so <c>.editorconfig</c> has no length of its own.</summary>
    private const int Longest = 160;

    /// <summary>Lines with a text are left out: what is said to a model or a person, and a pattern, is not torn apart.</summary>
    [Theory, InlineData("Server"), InlineData("Client.Console")]
    public void A_line_of_product_code_is_not_too_long(string folder) => Lines(folder)
        .Where(line => line.Text.Length > Longest && !line.Text.Contains('"', StringComparison.Ordinal) && !line.IsInText)
        .Select(line => line.Place).Should().BeEmpty();

    [Theory, InlineData("Server"), InlineData("Client.Console"), InlineData("Tests")]
    public void Fields_and_properties_are_assigned_one_by_one(string folder) => Lines(folder)
        .Where(line => SeveralAtOnce().IsMatch(line.Text)).Select(line => line.Place).Should().BeEmpty();

    private static IEnumerable<(string Place, string Text, bool IsInText)> Lines(string folder) =>
        Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Generated().IsMatch(file)).SelectMany(LinesOf);

    private static IEnumerable<(string Place, string Text, bool IsInText)> LinesOf(string file)
    {
        var isInText = false;
        foreach (var (index, text) in File.ReadLines(file).Index())
        {
            yield return ($"{Path.GetFileName(file)}:{index + 1}", text, isInText || text.TrimStart().StartsWith("///", StringComparison.Ordinal));
            if (Regex.Count(text, "\"\"\"") % 2 == 1) isInText = !isInText;
        }
    }

    /// <summary>A tuple on the left with a member in it, where a statement or a body begins.</summary>
    [GeneratedRegex(@"^\s*([^""]*=> )?\((?=[^()]*,)([^()]*, )?(_[a-z]|[A-Z])[\w.]*(, [^()]*)?\) = ")]
    private static partial Regex SeveralAtOnce();

    [GeneratedRegex(@"[/\\](obj|bin|node_modules)[/\\]")]
    private static partial Regex Generated();
}
