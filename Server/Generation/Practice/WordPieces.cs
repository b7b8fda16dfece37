using System.Globalization;
using System.Text;

namespace Interception.Server.Generation.Practice;

/// <summary>Cuts a text as a model would write it: parts of words, each with the space before it.</summary>
internal static class WordPieces
{
    private const int Longest = 6;

    /// <summary>Pieces that concatenate to the text; none ends inside a visible character.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var piece = new StringBuilder();
        foreach (var run in Runs(text))
        {
            if (string.IsNullOrWhiteSpace(run[0]))
            {
                piece.AppendJoin(null, run);
                continue;
            }

            foreach (var part in Shared(run))
            {
                yield return piece.AppendJoin(null, part).ToString();
                piece.Clear();
            }
        }

        if (piece.Length > 0)
        {
            yield return piece.ToString();
        }
    }

    // White space, a word, or a single other character.
    private static IEnumerable<List<string>> Runs(string text)
    {
        List<string> run = [];
        var characters = StringInfo.GetTextElementEnumerator(text);
        while (characters.MoveNext())
        {
            var character = characters.GetTextElement();
            if (run.Count > 0 && (KindOf(character) is 'o' || KindOf(character) != KindOf(run[0])))
            {
                yield return run;
                run = [];
            }

            run.Add(character);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    private static char KindOf(string character) =>
        string.IsNullOrWhiteSpace(character) ? 's' : Rune.IsLetterOrDigit(Rune.GetRuneAt(character, 0)) ? 'w' : 'o';

    private static IEnumerable<string[]> Shared(List<string> word)
    {
        var parts = (word.Count + Longest - 1) / Longest;
        return word.Chunk((word.Count + parts - 1) / parts);
    }
}
