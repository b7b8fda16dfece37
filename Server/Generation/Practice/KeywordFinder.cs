using System.Globalization;
using System.Text.RegularExpressions;

namespace Interception.Server.Generation.Practice;

/// <summary>Finds the important words of a text by stop words, capitals and the ends of clauses.</summary>
internal sealed partial class KeywordFinder(string text, StopWords small)
{
    private const int MostWordsTogether = 4;
    private readonly List<Match> _all = Words().Matches(text).ToList();

    /// <summary>The words that are not stop words.</summary>
    public IEnumerable<string> Telling =>
        Enumerable.Range(0, _all.Count).Where(IsTelling).Select(at => _all[at].Value);

    /// <summary>The important words that are most likely nouns.</summary>
    public IEnumerable<string> Things => Nouns().Select(at => _all[at].Value);

    /// <summary>Two to four neighbouring words, from an important word to a noun or to the end of a clause.</summary>
    public IEnumerable<string> Groups(int longest)
    {
        var nouns = Nouns().ToHashSet();
        return from first in Enumerable.Range(0, _all.Count)
               where IsTelling(first)
               from last in Enumerable.Range(first + 1, MostWordsTogether - 1)
               where last < _all.Count && (nouns.Contains(last) || EndsClause(last))
               let words = text[_all[first].Index..(_all[last].Index + _all[last].Length)]
               where words.Length <= longest && Together().IsMatch(words)
               where Enumerable.Range(first + 1, last - first).Any(IsTelling)
               select words;
    }

    /// <summary>What is left when no word is important: stop words, or single symbols such as emoji.</summary>
    public IEnumerable<string> Signs()
    {
        var signs = _all.Count > 0
            ? _all.Select(word => word.Value)
            : StringInfo.ParseCombiningCharacters(text).Select(at => StringInfo.GetNextTextElement(text, at));
        return signs.Where(sign => !string.IsNullOrWhiteSpace(sign)).DefaultIfEmpty("…");
    }

    private IEnumerable<int> Nouns()
    {
        var telling = Enumerable.Range(0, _all.Count).Where(IsTelling).ToList();
        var capitals = telling.Where(IsCapitalInside).ToList();
        return capitals.Count > 1 ? capitals : telling.Where(IsNamed).Select(NounBehind);
    }

    private bool IsTelling(int at)
    {
        var word = _all[at].Value;
        return !small.All.Contains(word) && (word.Length > 2 || !char.IsAscii(word[0]) || char.IsAsciiDigit(word[0]));
    }

    private bool IsCapitalInside(int at) =>
        at > 0 && char.IsUpper(_all[at].Value[0])
        && text[_all[at].Index - 1] is ' ' && text[_all[at].Index - 2] is not ('.' or '!' or '?');

    private bool IsNamed(int at) => at > 0 && small.BeforeNouns.Contains(_all[at - 1].Value);

    // "A red tractor", but "a whale swims".
    private int NounBehind(int at)
    {
        var isLast = EndsClause(at) || !IsTelling(at + 1);
        return isLast || _all[at + 1].Value[^1] is 's' or 't' or 'd' ? at : at + 1;
    }

    private bool EndsClause(int at)
    {
        var next = _all[at].Index + _all[at].Length;
        return next == text.Length || text[next] is not (' ' or '-');
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*")]
    private static partial Regex Words();

    [GeneratedRegex(@"^[\p{L}\p{M}\p{N}'’-]+(?:,? [\p{L}\p{M}\p{N}'’-]+)*$")]
    private static partial Regex Together();
}
