using Interception.Server.Contracts;

namespace Interception.Server.Journal;

/// <summary>One stage's text and ending, as readers find them. The run's lock guards it.</summary>
internal sealed class StageText
{
    private readonly PieceBuffer _pieces = new();
    private bool _hasBegun;
    private StageEnd? _end;

    /// <summary>Wakes those who wait for more.</summary>
    public Signal Grown { get; } = new();

    /// <summary>Wakes those who wait for the end of their frame, when nothing more can come.</summary>
    public Signal Closing { get; } = new();

    /// <summary>Whether nothing more can come.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>In UTF-16 units.</summary>
    public int Length => _pieces.Length;

    public bool IsOpen => _hasBegun && !HasEnded;

    public bool HasEnded => _end is not null;

    public void Begin()
    {
        _hasBegun = true;
        Grown.Wake();
    }

    public void Append(string piece)
    {
        _pieces.Append(piece);
        Grown.Wake();
    }

    /// <summary>What comes behind an offset; null for nothing.</summary>
    public string? After(int offset) => offset < _pieces.Length ? _pieces.From(offset) : null;

    /// <summary>Takes back what was written beyond a length.</summary>
    public void Shorten(int length)
    {
        if (length >= _pieces.Length) return;
        var kept = length > 0 ? _pieces.From(0)[..length] : "";
        _pieces.Clear();
        if (kept.Length > 0) _pieces.Append(kept);
        Grown.Wake();
    }

    public void End(StageEnd how)
    {
        _end = how;
        if (how.Outcome == Outcome.Blocked)
        {
            _pieces.Clear();
        }

        _pieces.Join();
        Close();
    }

    /// <summary>Lets everybody who waits look again, for the last time.</summary>
    public void Close()
    {
        IsClosed = true;
        Closing.Wake();
        Grown.Wake();
    }

    /// <summary>Whether <see cref="Take"/> has an answer for a reader who stands at an offset.</summary>
    public bool HasNewsFor(int offset) => HasEnded || offset < 0 || (_hasBegun && offset != _pieces.Length);

    /// <summary>All that a reader at an offset has not seen; null after the last of a completed stage.</summary>
    /// <exception cref="EndingException">The stage ended otherwise, or the offset is none of its text.</exception>
    public string? Take(int offset)
    {
        if (_end is { Outcome: Outcome.Blocked } || !_pieces.HasBorderAt(offset))
        {
            throw Ending ?? Endings.Exception(Codes.OffsetOutOfRange);
        }

        return offset < _pieces.Length ? _pieces.From(offset) : Ending is { } ending ? throw ending : null;
    }

    private EndingException? Ending => _end is null or { Outcome: Outcome.Completed }
        ? null
        : Endings.Exception(_end);
}
