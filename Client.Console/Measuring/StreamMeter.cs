using Interception.Server.Contracts;

namespace Interception.Client.Console.Measuring;

/// <summary>Measures how one stage's text reaches the client. Times count from the start of the measurement.</summary>
internal sealed class StreamMeter(Stage stage)
{
    private TimeSpan _began;
    private TimeSpan? _first;
    private TimeSpan _last;
    private long? _loadingSince;

    public Stage Stage => stage;

    public int Pieces { get; private set; }

    /// <summary>UTF-16 length of the text that came.</summary>
    public int Characters { get; private set; }

    public TimeSpan LongestGap { get; private set; }

    /// <summary>From the stage's start to its first piece; null without text.</summary>
    public TimeSpan? FirstPiece => _first is { } first ? Later(first - _began, TimeSpan.Zero) : null;

    /// <summary>From the first piece to the last.</summary>
    public TimeSpan Spread => _last - (_first ?? _last);

    /// <summary>How long the server loaded the model: no part of how evenly text comes.</summary>
    public TimeSpan Loading { get; private set; }

    /// <summary>How the server says the stage ended; null while it has not.</summary>
    public StageEnd? End { get; private set; }

    public void AddPiece(string piece, TimeSpan at)
    {
        if (_first is not null) LongestGap = Later(LongestGap, at - _last);
        _first ??= at;
        _last = at;
        Pieces++;
        Characters += piece.Length;
    }

    public void AddStart(TimeSpan at) => _began = at;

    public void AddStatus(StageStatusChange change)
    {
        if (_loadingSince is { } since) Loading += TimeSpan.FromMilliseconds(change.At - since);
        _loadingSince = change.Status == StageStatus.LoadingModel ? change.At : null;
    }

    public void AddEnd(StageEnd end) => End = end;

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
