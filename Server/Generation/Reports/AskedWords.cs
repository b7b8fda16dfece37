using System.Text;
using Interception.Server.Generation.Streaming;

namespace Interception.Server.Generation.Reports;

/// <summary>The words of a request; removes them from a provider's sentence.</summary>
/// <param name="prompt">The prompt. Whatever a server repeats of it may be a child's text.</param>
internal sealed class AskedWords(ModelPrompt prompt)
{
    /// <summary>The longest sentence that is logged.</summary>
    public const int LongestSentence = 300;
    private const int Telling = 8;
    private const int TellingOfOurs = 24;
    private const int CutOff = 3;

    private readonly FoldedWords _ours = new(prompt.Instructions);
    private readonly FoldedWords[] _asked = [.. prompt.Parts.Select(part => part.Text).Concat(prompt.Turns ?? []).Select(text => new FoldedWords(text))];

    /// <summary>The sentence on one line, shortened, without what it repeats.</summary>
    public string Without(string sentence)
    {
        var folded = new FoldedWords(sentence);
        var asked = new bool[folded.Letters.Length];
        MarkRuns(folded.Letters, asked);
        MarkWords(folded, asked);
        return OneLine(ProviderErrorText.Cut(Cut(sentence, folded, asked), LongestSentence));
    }

    /// <summary>A sentence that contains nobody's text.</summary>
    public static string OneLine(string sentence) =>
        string.Concat(sentence.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter));

    /// <summary>A run of this many characters that agrees with the request is removed.</summary>
    private void MarkRuns(string letters, bool[] asked)
    {
        for (var at = 0; at < letters.Length;)
        {
            var left = letters.AsMemory(at);
            var run = _asked.Select(text => RunAt(left.Span, text.Letters, Telling)).Append(RunAt(left.Span, _ours.Letters, TellingOfOurs)).Max();
            asked.AsSpan(at, run).Fill(true);
            at += Math.Max(1, run);
        }
    }

    private static int RunAt(ReadOnlySpan<char> letters, string asked, int telling)
    {
        var least = LeastOf(letters, telling);
        if (least > letters.Length || !asked.AsSpan().Contains(letters[..least], StringComparison.Ordinal)) return 0;
        var (fits, beyond) = (least, letters.Length + 1);
        while (beyond - fits > 1)
        {
            var middle = (fits + beyond) / 2;
            if (asked.AsSpan().Contains(letters[..middle], StringComparison.Ordinal)) fits = middle;
            else beyond = middle;
        }

        return fits;
    }

    /// <summary>A character of a script without letters says as much as a syllable.</summary>
    private static int LeastOf(ReadOnlySpan<char> letters, int telling)
    {
        var (weight, count) = (0, 0);
        while (weight < telling && count < letters.Length) weight += letters[count++] >= '\u2E80' ? Telling / 2 : 1;
        return weight < telling ? letters.Length + 1 : count;
    }

    /// <summary>A single word of the request, or its beginning, is a child's too; only common words of errors stay.</summary>
    private void MarkWords(FoldedWords sentence, bool[] asked)
    {
        var words = _asked.SelectMany(text => text.Words().Select(word => text.Letters[word])).ToHashSet();
        foreach (var place in sentence.Words())
        {
            var word = sentence.Letters[place];
            if (!ErrorWords.Contains(word) && (words.Contains(word) ? word.Length > 1 : IsBeginning(word, words))) asked.AsSpan()[place].Fill(true);
        }
    }

    private static bool IsBeginning(string word, HashSet<string> words) =>
        word.Length >= CutOff && words.Any(whole => whole.StartsWith(word, StringComparison.Ordinal));

    private static string Cut(string sentence, FoldedWords folded, bool[] asked)
    {
        var kept = new StringBuilder();
        var at = 0;
        for (int first = 0, end; first < asked.Length; first = end)
        {
            for (end = first + 1; end < asked.Length && asked[end] == asked[first];) end++;
            if (!asked[first]) continue;
            kept.Append(sentence, at, Math.Max(0, folded.Places[first].Start.Value - at)).Append('…');
            at = folded.Places[end - 1].End.Value;
        }

        return kept.Append(sentence, at, sentence.Length - at).ToString();
    }
}
