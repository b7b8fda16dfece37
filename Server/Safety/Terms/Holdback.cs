using System.Text;
using Interception.Server.Contracts;
using Interception.Server.Safety.Reading;

namespace Interception.Server.Safety.Terms;

/// <summary>
/// Lets a growing text pass as far as it can no longer become a listed term. It holds back the end that could still become
/// one. Terms that show only in the whole text (backwards, spaced out) are found at its end.
/// </summary>
internal sealed class Holdback
{
    private const int Invisible = 64;

    private readonly TermMatcher _terms;
    private readonly HashSet<ListedTerm> _found = [];
    private readonly TermReader _plain;
    private readonly StringBuilder _text = new();
    private TermReader? _symbols;
    private int _judged;
    private int _gone;

    public Holdback(TermMatcher terms)
    {
        _terms = terms;
        _plain = terms.Reader(_found);
    }

    /// <summary>Takes the next piece of the text.</summary>
    /// <returns>What may pass now; often the whole piece, sometimes nothing.</returns>
    /// <exception cref="EndingException"><c>blocked</c>: a term is complete, and no part of it has passed.</exception>
    public string Append(string piece)
    {
        var source = _text.Length;
        _text.Append(piece);
        Read(piece, source);
        RefuseFound();
        var end = Math.Clamp(Math.Max(HeldFrom, _text.Length - Reach), _gone, _text.Length);
        Forget();
        return _gone == source && end == _text.Length ? All(piece) : UpTo(end);
    }

    /// <summary>Ends the text.</summary>
    /// <returns>What was still held back.</returns>
    /// <exception cref="EndingException"><c>blocked</c>: the text ends with a term.</exception>
    public string Rest()
    {
        _plain.End();
        _symbols?.End();
        RefuseFound();
        return UpTo(_text.Length);
    }

    /// <summary>Searches the whole text, for a text that no gate will check as a whole.</summary>
    /// <exception cref="EndingException"><c>blocked</c>: the text contains a listed term in any disguise.</exception>
    public void CheckWhole() => Refuse(_terms.Match(_text.ToString()));

    /// <summary>The index where the earliest possible term could begin.</summary>
    private int Reach => _terms.Longest + Invisible;

    private int HeldFrom => Math.Min(_plain.HeldFrom, _symbols?.HeldFrom ?? int.MaxValue);

    private void Read(string piece, int source)
    {
        foreach (var rune in piece.EnumerateRunes())
        {
            // Up to the first symbol that stands for a digit, both readings are the same.
            if (_symbols is null && Leetspeak.Digit(rune) != rune) _symbols = _plain.Copy(symbols: true);
            _plain.Read(rune, source);
            _symbols?.Read(rune, source);
            source += rune.Utf16SequenceLength;
        }
    }

    /// <summary>Searches only near a find: most pieces contain none.</summary>
    private void RefuseFound()
    {
        if (_found.Count == _judged) return;
        _judged = _found.Count;
        Refuse(TermFindings.From(_found));
    }

    private void Forget()
    {
        _plain.Forget(Reach);
        _symbols?.Forget(Reach);
    }

    private string All(string piece)
    {
        _gone = _text.Length;
        return piece;
    }

    private static void Refuse(TermFindings findings)
    {
        if (findings.Category is { } category) throw Endings.Exception(Codes.Blocked, category: category);
    }

    private string UpTo(int end)
    {
        if (end > _gone && end < _text.Length && char.IsLowSurrogate(_text[end])) end--;
        var free = _text.ToString(_gone, end - _gone);
        _gone = end;
        return free;
    }
}
