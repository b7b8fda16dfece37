using System.Text;
using Interception.Server.Contracts;

namespace Interception.Server.Safety.Terms;

/// <summary>
/// Lets a growing text go as far as nothing listed can come of it any more. What is held is the end that could still become
/// a term; what shows only later (backwards, spaced out) is found when the text is whole.
/// </summary>
internal sealed class Holdback
{
    private const int Invisible = 64;

    private readonly TermMatcher _terms;
    private readonly HashSet<ListedTerm> _found = [];
    private readonly TermReader[] _readers;
    private readonly StringBuilder _text = new();
    private int _gone;

    public Holdback(TermMatcher terms)
    {
        _terms = terms;
        _readers = [terms.Reader(_found), terms.Reader(_found, symbols: true)];
    }

    /// <summary>Takes the text's next piece.</summary>
    /// <returns>What may go now; often the piece, sometimes nothing.</returns>
    /// <exception cref="EndingException"><c>blocked</c>: a term is whole, and none of it has gone.</exception>
    public string Append(string piece)
    {
        var source = _text.Length;
        _text.Append(piece);
        foreach (var rune in piece.EnumerateRunes())
        {
            foreach (var reader in _readers) reader.Read(rune, source);
            source += rune.Utf16SequenceLength;
        }
        Refuse(TermFindings.From(_found));
        return UpTo(Math.Max(_readers.Min(reader => reader.HeldFrom), _text.Length - _terms.Longest - Invisible));
    }

    /// <summary>Ends the text.</summary>
    /// <returns>What was still held.</returns>
    /// <exception cref="EndingException"><c>blocked</c>: the text ends with a term.</exception>
    public string Rest()
    {
        foreach (var reader in _readers) reader.End();
        Refuse(TermFindings.From(_found));
        return UpTo(_text.Length);
    }

    /// <summary>Looks through all of the text, for what no gate will see whole.</summary>
    /// <exception cref="EndingException"><c>blocked</c>: something listed is in the text, in whatever disguise.</exception>
    public void CheckWhole() => Refuse(_terms.Match(_text.ToString()));

    private static void Refuse(TermFindings findings)
    {
        if (findings.Category is { } category) throw Endings.Exception(Codes.Blocked, category: category);
    }

    private string UpTo(int end)
    {
        end = Math.Clamp(end, _gone, _text.Length);
        if (end > _gone && end < _text.Length && char.IsLowSurrogate(_text[end])) end--;
        var free = _text.ToString(_gone, end - _gone);
        _gone = end;
        return free;
    }
}
