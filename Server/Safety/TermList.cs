using System.Text;

namespace Interception.Server.Safety;

/// <summary>
/// One list of terms, one a line; what follows a <c>#</c> is a remark. A star at the beginning or the end of a term
/// stands for any letters; a space for whatever stands between two words.
/// </summary>
internal static class TermList
{
    /// <summary>The terms as they are found in <see cref="Fold.Words"/>: the space beside a word is its boundary.</summary>
    /// <exception cref="InvalidDataException">The list is empty or has a line that is not a term.</exception>
    public static IReadOnlyList<string> Read(string name, IEnumerable<string> lines)
    {
        var terms = lines.Select(line => line.Split('#')[0].Trim()).Where(term => term.Length > 0).ToArray();
        if (terms.Length == 0)
            throw new InvalidDataException(
                $"The term list {name} is empty, so it would let everything pass. Put it back as it came with this version.");
        return [.. terms.SelectMany(Spellings).Select(term => Pattern(name, term)).Distinct()];
    }

    /// <summary>A term with an umlaut is also written without one: <c>Führer</c>, <c>Fuehrer</c>.</summary>
    private static IEnumerable<string> Spellings(string term)
    {
        yield return term;
        yield return term.Normalize(NormalizationForm.FormC).ToLowerInvariant()
            .Replace("ä", "ae", StringComparison.Ordinal)
            .Replace("ö", "oe", StringComparison.Ordinal)
            .Replace("ü", "ue", StringComparison.Ordinal);
    }

    private static string Pattern(string name, string term)
    {
        var words = Fold.Words(term);
        if (words == " " || term.Trim('*').Contains('*') || term.Contains('\uFFFD'))
            throw new InvalidDataException(
                $"The term list {name} has the line \"{term}\", which is not a term. Write words in UTF-8; "
                + "a star may stand only at the beginning and at the end.");
        return words[(term.StartsWith('*') ? 1 : 0)..(term.EndsWith('*') ? ^1 : ^0)];
    }
}
