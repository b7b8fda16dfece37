using System.Reflection;
using Interception.Server.Contracts;

namespace Interception.Server.Safety.Comparison;

/// <summary>The texts with which judges are compared: our own, the same in six languages, each harmful one with a harmless neighbour.</summary>
internal static class ComparisonTexts
{
    /// <summary>What a text without any category is called.</summary>
    public const string Everyday = "everyday";

    /// <summary>The languages in which a child may cry for help and be understood.</summary>
    public static readonly string[] Languages = ["de", "en", "tr", "ar", "uk", "ru"];

    /// <summary>All of them, language by language.</summary>
    public static IReadOnlyList<ComparisonText> All { get; } = [.. Languages.SelectMany(Read)];

    private static IEnumerable<ComparisonText> Read(string language, int index)
    {
        var lines = Lines(language).Where(line => !line.StartsWith('#')).Select(Parse).ToList();
        var filler = lines[0].Text;
        return lines.Skip(1).GroupBy(line => (line.Category, line.IsSafe)).SelectMany((group, kind) => group.Select((line, n) =>
        {
            // So each category comes in each form, and each language too, harmful (even kinds) and harmless (odd ones), without playing a text twice.
            var form = (TextForm)((index + ((kind + 1) / 2) + (2 * n)) % Enum.GetValues<TextForm>().Length);
            return new ComparisonText(line.Category, line.IsSafe, language, form, TextDressing.Dress(line.Text, form, filler));
        }));
    }

    private static (TextCategory? Category, bool IsSafe, string Text) Parse(string line) =>
        line.Split(' ', 3) is [var category, var mark, var text] ? (CategoryNames.Find(category), mark == ".", text) : throw new InvalidDataException(line);

    private static IEnumerable<string> Lines(string language)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Comparison/{language}.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
