using System.Text;

namespace Interception.Server.Safety.Reading;

/// <summary>Digits and symbols that are written in place of letters: <c>h4k3n</c>, <c>|-|@k€n</c>.</summary>
internal static class Leetspeak
{
    private static readonly (string Drawn, string Letter)[] Drawings =
    [
        (@"/\/\", "m"), (@"|\/|", "m"), (@"\/\/", "w"), (@"|\|", "n"), (@"/-\", "a"), (@"/\", "a"), (@"\/", "v"),
        ("|-|", "h"), ("]-[", "h"), ("|_|", "u"), ("(_)", "u"), ("|<", "k"), ("|{", "k"), ("()", "o"), ("[]", "o"),
        ("|3", "b"), ("|)", "d"), ("><", "x"),
    ];

    /// <summary>The one letter used to compare a digit or an l; other characters stay as they are.</summary>
    public static char Letter(char c) => c switch
    {
        '0' => 'o',
        '1' or 'l' => 'i',
        '2' => 'z',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '6' or '9' => 'g',
        '7' => 't',
        '8' => 'b',
        TextFolding.Pause => TextFolding.Gap,
        _ => c,
    };

    /// <summary>The digit that a symbol stands for; other characters stay as they are.</summary>
    public static Rune Digit(Rune symbol) => symbol.Value switch
    {
        '@' => new('4'),
        '$' or '§' => new('5'),
        '|' or '¦' => new('1'),
        '+' => new('7'),
        _ => symbol,
    };

    /// <summary>The text with drawn letters replaced by letters, and other symbols by digits.</summary>
    public static string Spelled(string text)
    {
        if (text.AsSpan().IndexOfAny("@$§|¦+!/\\([>") < 0) return text;
        foreach (var (drawn, letter) in Drawings) text = text.Replace(drawn, letter, StringComparison.Ordinal);
        var spelled = text.ToCharArray();
        for (var i = spelled.Length - 1; i >= 0; i--)
        {
            // At the end of a word it is an exclamation mark.
            if (spelled[i] == '!' && i + 1 < spelled.Length && (spelled[i + 1] == '€' || char.IsLetterOrDigit(spelled[i + 1]))) spelled[i] = '1';
            else if (Rune.TryCreate(spelled[i], out var symbol)) spelled[i] = (char)Digit(symbol).Value;
        }

        return new string(spelled);
    }
}
