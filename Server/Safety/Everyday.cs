using System.Collections.Frozen;

namespace Interception.Server.Safety;

/// <summary>Words that every text is full of, so that a text that streams must not wait for what follows them.</summary>
/// <remarks>Without those that a sign of hate begins with: <c>he</c>, <c>hei</c>, <c>sie</c>.</remarks>
internal static class Everyday
{
    private static readonly FrozenSet<string> Words = """
        a am an and any are as at be been but by can do end for from go goes had has have her him his how i if in is it its
        just let like make my no nor not of off on one or our out own see so some take than that the their them then there
        they this to too up us was we were what when where which who why will with would you your
        ab aber als also alt am an auf aus bei bin bis da das dass dein dem den der des die dir doch du durch ein eine einem
        einen einer eines er es etwas fur gar ganz gegen gut hat ich ihm ihn ihr im immer in ist ja kann kein keine keinen
        man mein meine mich mir mit nach nicht nichts niemand noch nun nur ob oder ohne sein seine sich sind so uber um und uns
        unter viel vom von vor war warum was weil wenn wer wie will wir wird wo zu zum zur
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly int Longest = Words.Max(word => word.Length);

    /// <summary>False for a term that begins with such a word: it is noticed when it is whole.</summary>
    public static bool MayBeHeld(Term term) =>
        term.Doubt is null && !(term.Words.Split(Fold.Gap) is ["", var first, not "", ..] && Words.Contains(first));

    /// <summary>True for such a word.</summary>
    public static bool IsOne(string word) => Words.Contains(word);

    /// <summary>A text's end, when it is such a word, or little but a number; else null.</summary>
    public static string? Read(Letters text, int from)
    {
        if (text.Count - from > Longest) return null;
        var end = string.Concat(Enumerable.Range(from, text.Count - from).Select(place => text[place]));
        return IsNumbered(end.TrimEnd(Fold.Gap)) || (Letters.IsGap(text[from - 1]) && Words.Contains(end)) ? end : null;
    }

    // 17, w17
    private static bool IsNumbered(string end) =>
        end.TrimEnd([.. "0123456789"]) is var name && name.Length * 2 <= end.Length && !name.Any(char.IsAsciiDigit);
}
