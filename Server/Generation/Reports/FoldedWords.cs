using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Interception.Server.Generation.Reports;

/// <summary>The letters, digits and symbols of a text in lower case, without its escapes, each with its position.</summary>
/// <remarks>A server that quotes the prompt may escape it as JSON (once or twice), as HTML or for a URL, and may change its case.</remarks>
internal sealed partial class FoldedWords
{
    private readonly StringBuilder _letters = new();
    private readonly List<Range> _places = [];

    public FoldedWords(string text)
    {
        var at = 0;
        foreach (Match escape in Escapes().Matches(text))
        {
            AddPlain(text, at, escape.Index);
            foreach (var letter in Unescaped(escape.Value)) Add(letter, escape.Index..(escape.Index + escape.Length));
            at = escape.Index + escape.Length;
        }

        AddPlain(text, at, text.Length);
        Letters = _letters.ToString();
    }

    /// <summary>All of them, without what stands between.</summary>
    public string Letters { get; }

    /// <summary>The position of each in the text.</summary>
    public IReadOnlyList<Range> Places => _places;

    /// <summary>The words, by their first and last letter.</summary>
    public IEnumerable<Range> Words()
    {
        for (int start = 0, end = 1; start < Letters.Length; start = end++)
        {
            while (end < Letters.Length && _places[end].Start.Value <= _places[end - 1].End.Value) end++;
            yield return start..end;
        }
    }

    private void AddPlain(string text, int from, int to)
    {
        for (var at = from; at < to; at++) Add(text[at], at..(at + 1));
    }

    private void Add(char letter, Range place)
    {
        if (!Counts(letter)) return;
        foreach (var folded in letter is 'ß' ? "ss" : char.ToLowerInvariant(letter).ToString())
        {
            _letters.Append(folded);
            _places.Add(place);
        }
    }

    /// <summary>Halves of a surrogate pair count, so that a text of emoji alone is found too.</summary>
    private static bool Counts(char letter) => char.IsLetterOrDigit(letter) || char.IsSurrogate(letter)
        || CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.OtherSymbol;

    private static string Unescaped(string escape) => escape[0] switch
    {
        '&' => WebUtility.HtmlDecode(escape),
        '%' => Uri.UnescapeDataString(escape),
        _ when escape[^1] is 'n' or 'r' or 't' or 'b' or 'f' && escape[^2] == '\\' => "",
        _ => ((char)ushort.Parse(escape[^4..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
    };

    [GeneratedRegex(@"\\+u[0-9a-fA-F]{4}|\\+[nrtbf]|(%[0-9a-fA-F]{2})+|&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});", RegexOptions.CultureInvariant)]
    private static partial Regex Escapes();
}
