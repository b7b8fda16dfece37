using System.Text;
using Interception.Tests.Deployment;

namespace Interception.Tests.Safety.Evaluation;

/// <summary>Every word of two languages, and words side by side: what is blocked was looked at by a person.</summary>
public sealed class WordListEvaluation(ITestOutputHelper output)
{
    private const string Folder = "/usr/share/dict";

    [Theory(Timeout = 120_000)]
    [InlineData("ngerman")]
    [InlineData("american-english")]
    public void Of_all_words_only_those_are_blocked_that_somebody_has_looked_at(string list) =>
        Look(list, WordsOf(list));

    [Theory(Timeout = 120_000)]
    [InlineData("ngerman")]
    [InlineData("american-english")]
    public void Of_words_side_by_side_only_those_are_blocked_that_somebody_has_looked_at(string list)
    {
        var (words, random) = (WordsOf(list), new Random(88));
        Look($"10,000 pairs of {list}", [.. Enumerable.Range(0, 10_000).Select(_ => $"{Any(words, random)} {Any(words, random)}")]);
    }

    private void Look(string name, string[] texts)
    {
        var hits = texts.Where(text => ShippedTerms.All.Find(text) is not null).ToArray();
        var reviewed = Data.Lines("reviewed.txt").ToHashSet(StringComparer.Ordinal);
        string[] unreviewed = [.. hits.Where(hit => !hit.Split(' ').Any(reviewed.Contains) && !reviewed.Contains(hit))];
        output.WriteLine($"{name}: {texts.Length:N0} texts, {hits.Length} blocked, {unreviewed.Length} of them not reviewed\n{string.Join('\n', hits)}");
        unreviewed.Should().BeEmpty("a blocked word is right or wrong: look at it, then correct the filter or add it to reviewed.txt");
    }

    private static string Any(string[] words, Random random) => words[random.Next(words.Length)];

    private static string[] WordsOf(string list)
    {
        var path = Path.Combine(Folder, list);
        Needs.FileAt(path, "install Debian's wngerman and wamerican");
        return File.ReadAllLines(path, Encoding.UTF8);
    }
}
