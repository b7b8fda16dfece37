using System.Text.RegularExpressions;

namespace Interception.Server.Generation.Practice;

/// <summary>A phrase of a book, with its <c>[this|that]</c> chosen and its <c>{slots}</c> still open.</summary>
/// <param name="Text">The text of the phrase.</param>
internal sealed partial record SlotPhrase(string Text)
{
    /// <summary>The longest run of words that may come from a book alone.</summary>
    public const int LongestRun = 6;

    private readonly List<Match> _own = Own().Matches(Text).ToList();

    /// <summary>The number of words before the first one that only this text has: a group of the child's own, or a name.</summary>
    public int Before => CountOf(Text[.._own[0].Index]);

    /// <summary>The number of words after the last such word.</summary>
    public int After => CountOf(Text[(_own[^1].Index + _own[^1].Length)..]);

    public static SlotPhrase Parse(string line, Random random)
    {
        var text = Choices().Replace(line, choice => random.GetItems(choice.Groups[1].Value.Split('|'), 1)[0]);
        return new(Gap().Replace(text, "").Replace(@"\n", "\n", StringComparison.Ordinal));
    }

    public static int CountOf(string text) => Words().Count(text);

    /// <summary>Whether every run of eight words around this slot surely contains another word that only this text has.</summary>
    public bool HasCompany(int slot, int before)
    {
        var at = _own.FindIndex(other => other.Index == slot);
        return at >= 0 && RunBefore(at, before) + RunAfter(at) < LongestRun - 1;
    }

    private int RunBefore(int at, int before) =>
        at == 0 ? before + Before : CountOf(Text[(_own[at - 1].Index + _own[at - 1].Length).._own[at].Index]);

    // The next phrase is not known yet.
    private int RunAfter(int at) =>
        at == _own.Count - 1 ? LongestRun : CountOf(Text[(_own[at].Index + _own[at].Length).._own[at + 1].Index]);

    // Other texts may have the same rules, the same number, or one word of the idea.
    [GeneratedRegex(@"\{(?:w|B|same|secret|name|other)\}\p{L}*")]
    private static partial Regex Own();

    [GeneratedRegex(@"\[([^\]]*)\]")]
    private static partial Regex Choices();

    // An empty choice leaves a double space behind.
    [GeneratedRegex(@" +(?=[.,;!?])")]
    private static partial Regex Gap();

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*")]
    private static partial Regex Words();
}
