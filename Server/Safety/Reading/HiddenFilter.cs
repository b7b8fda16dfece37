using System.Text;
using Interception.Server.Generation.Streaming;

namespace Interception.Server.Safety.Reading;

/// <summary>Removes hidden characters from a growing text. Visible text stays as it is.</summary>
internal sealed class HiddenFilter
{
    // A flag has six tags; no visible character has more hidden ones.
    private const int Telling = 8;

    private readonly List<Rune> _run = [];
    private Rune? _seen;

    /// <summary>The text without hidden characters; the same object when there are none.</summary>
    public static string Of(string text)
    {
        if (!HiddenCharacters.MayBeIn(text)) return text;
        var filter = new HiddenFilter();
        return filter.Take(text) + filter.Rest();
    }

    /// <summary>Whether nothing of a text can be seen: it has only hidden characters and blanks.</summary>
    public static bool LeavesNothing(string text) => BlankText.IsAll(Of(text));

    /// <summary>Takes the next piece of the text.</summary>
    /// <returns>What can be seen of it, and of what was held back before.</returns>
    public string Take(string piece)
    {
        if (_run.Count == 0 && !HiddenCharacters.MayBeIn(piece))
        {
            if (Rune.DecodeLastFromUtf16(piece, out var last, out _) == System.Buffers.OperationStatus.Done) _seen = last;
            return piece;
        }
        var seen = new StringBuilder(piece.Length);
        foreach (var rune in piece.EnumerateRunes()) Take(rune, seen);
        return seen.ToString();
    }

    /// <summary>Ends the text.</summary>
    /// <returns>The visible rest of what was held back.</returns>
    public string Rest()
    {
        var rest = HiddenCharacters.Kept(_seen, _run, null);
        _run.Clear();
        return rest;
    }

    private void Take(Rune rune, StringBuilder seen)
    {
        if (HiddenCharacters.IsOne(rune.Value))
        {
            if (_run.Count < Telling) _run.Add(rune);
            return;
        }
        if (_run.Count > 0) seen.Append(HiddenCharacters.Kept(_seen, _run, rune));
        _run.Clear();
        seen.Append(rune);
        _seen = rune;
    }
}
