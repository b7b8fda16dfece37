using System.Text;
using Interception.Server.Contracts;
using Interception.Server.Safety.Reading;

namespace Interception.Server.Safety.Terms;

/// <summary>
/// A list of terms, one on each line; <c>#</c> begins a comment. A star at the beginning or the end of a term
/// stands for any letters, a space for any gap between two words. The text after a question mark tells the judge why to look.
/// </summary>
internal static class TermList
{
    /// <summary>Reads the terms of a list.</summary>
    /// <exception cref="InvalidDataException">The list is empty or has a line that is not a term.</exception>
    public static IReadOnlyList<ListedTerm> Read(TextCategory category, string name, IEnumerable<string> lines)
    {
        var terms = lines.Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0)
            .SelectMany(line => Terms(category, name, line)).Distinct().ToArray();
        return terms.Length > 0 ? terms : throw new InvalidDataException(
            $"The term list {name} is empty, so it would let everything pass. Put it back as it came with this version.");
    }

    private static IEnumerable<ListedTerm> Terms(TextCategory category, string name, string line)
    {
        var (term, doubt) = line.Split('?', 2) is [var listed, var reason] ? (listed.Trim(), reason.Trim()) : (line, null);
        if (doubt is "") throw Wrong(name, line);
        return Spellings(term).SelectMany(WithBorder).Select(spelling => new ListedTerm(category, Words(name, spelling), doubt is null ? null : $"{term}: {doubt}"));
    }

    /// <summary>A term with an umlaut is also searched without it: <c>Führer</c>, <c>Fuehrer</c>.</summary>
    private static IEnumerable<string> Spellings(string term)
    {
        yield return term;
        yield return term.Normalize(NormalizationForm.FormC).ToLowerInvariant()
            .Replace("ä", "ae", StringComparison.Ordinal)
            .Replace("ö", "oe", StringComparison.Ordinal)
            .Replace("ü", "ue", StringComparison.Ordinal);
    }

    // A term that allows letters before it is added without them as well: it is held back only at the beginning of a word.
    private static string[] WithBorder(string term) => term.StartsWith('*') ? [term, term.TrimStart('*')] : [term];

    private static string Words(string name, string term)
    {
        var words = TextFolding.Words(term);
        if (words.Trim(TextFolding.Gap).Length == 0 || term.Trim('*').Contains('*') || term.Contains('\uFFFD')) throw Wrong(name, term);
        return words[(term.StartsWith('*') ? 1 : 0)..(term.EndsWith('*') ? ^1 : ^0)];
    }

    private static InvalidDataException Wrong(string name, string line) => new(
        $"The term list {name} has the line \"{line}\", which is not a term. Write words in UTF-8; "
        + "a star may stand only at the beginning and at the end, and after a question mark the reason.");
}
