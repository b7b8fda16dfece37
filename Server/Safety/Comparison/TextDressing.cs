namespace Interception.Server.Safety.Comparison;

/// <summary>Dresses a text in one of the forms in which harm may come.</summary>
internal static class TextDressing
{
    /// <summary>As long as an idea may be.</summary>
    public const int LongestIdea = 4_000;

    /// <summary>Where a text is cut for two fields.</summary>
    public const string Cut = " // ";

    /// <summary>Latin letters become digits, Cyrillic ones their Latin twins; Arabic ones, which are joined, get strokes between them.</summary>
    private static readonly Dictionary<char, string> Disguises = new()
    {
        ['a'] = "4", ['e'] = "3", ['i'] = "1", ['o'] = "0",
        ['а'] = "a", ['е'] = "e", ['о'] = "o", ['р'] = "p", ['с'] = "c", ['х'] = "x", ['і'] = "i",
        ['ل'] = "لـ", ['م'] = "مـ", ['ن'] = "نـ", ['ي'] = "يـ",
    };

    /// <summary>The fields of a text in a form.</summary>
    /// <param name="text">With its cut.</param>
    /// <param name="form">How to dress it.</param>
    /// <param name="filler">A harmless paragraph in its language.</param>
    public static IReadOnlyList<string> Dress(string text, TextForm form, string filler) => form switch
    {
        TextForm.TwoFields => text.Split(Cut),
        TextForm.Disguised => [string.Concat(Whole(text).Select(c => Disguises.GetValueOrDefault(c, c.ToString())))],
        TextForm.InTheMiddle => [Middle(Whole(text), filler)],
        _ => [Whole(text)],
    };

    private static string Whole(string text) => text.Replace(Cut, " ", StringComparison.Ordinal);

    private static string Middle(string text, string filler)
    {
        var room = LongestIdea - text.Length - 2;
        var story = string.Join(' ', Enumerable.Repeat(filler, (LongestIdea / filler.Length) + 1));
        return $"{story[..(room / 2)].TrimEnd()} {text} {story[..(room - (room / 2))].TrimEnd()}";
    }
}
