using Interception.Server.Contracts;

namespace Interception.Client.Console.Measuring;

/// <summary>Measures how one stage's text arrives. Times count from the start of the measurement.</summary>
internal sealed class StreamMeter(Stage stage)
{
    private readonly StatusClock _states = new();
    private TimeSpan _began;
    private long? _beganAt;
    private TimeSpan? _first;
    private TimeSpan _last;
    private bool _sawWriting;

    public Stage Stage => stage;

    public int Pieces { get; private set; }

    /// <summary>The length of the text that arrived, in UTF-16 units.</summary>
    public int Characters { get; private set; }

    public TimeSpan LongestGap { get; private set; }

    /// <summary>From the stage's start to its first piece; null without text.</summary>
    public TimeSpan? FirstPiece => _first is { } first ? Later(first - _began, TimeSpan.Zero) : null;

    /// <summary>From the first piece to the last.</summary>
    public TimeSpan Spread => _last - (_first ?? _last);

    /// <summary>How long the server loaded the model, which does not count as writing.</summary>
    public TimeSpan Loading => _states.Spent(StageStatus.LoadingModel);

    /// <summary>The end of the stage as the server reports it; null before.</summary>
    public StageEnd? End { get; private set; }

    /// <summary>The difference between this clock and the server's, from the fastest event; null while unknown.</summary>
    public TimeSpan? ClockOffset { private get; set; }

    /// <summary>How long the server wrote, by its own report: from its first piece to the check at the end.</summary>
    public TimeSpan Writing => _sawWriting
        ? _states.Spent(StageStatus.Writing)
        : Duration - TimeSpan.FromMilliseconds(End?.FirstPieceMs ?? 0) - _states.Spent(StageStatus.Checking, StageStatus.LoadingModel, StageStatus.Retrying);

    /// <summary>How long the server asked the model for text, the silence before the first piece included.</summary>
    public TimeSpan Asking =>
        Duration - _states.Spent(StageStatus.Checking, StageStatus.LoadingModel, StageStatus.Thinking, StageStatus.Retrying);

    /// <summary>How much later than other events the first piece came; zero when unknown.</summary>
    public TimeSpan Lateness => _first is { } first && _beganAt is { } at && End?.FirstPieceMs is { } ms && ClockOffset is { } offset
        ? first - TimeSpan.FromMilliseconds(at + ms) - offset
        : TimeSpan.Zero;

    private TimeSpan Duration => TimeSpan.FromMilliseconds(End?.DurationMs ?? 0);

    public void AddPiece(string piece, TimeSpan at)
    {
        if (_first is not null) LongestGap = Later(LongestGap, at - _last);
        _first ??= at;
        _last = at;
        Pieces++;
        Characters += piece.Length;
    }

    /// <param name="at">When it arrived.</param>
    /// <param name="happenedAt">When it happened, by the server's clock; null when it does not say.</param>
    public void AddStart(TimeSpan at, long? happenedAt = null)
    {
        _began = at;
        _beganAt = happenedAt;
    }

    public void AddStatus(StageStatusChange change)
    {
        _sawWriting |= change is { Status: StageStatus.Writing, At: > 0 };
        _states.Enter(change.Status, change.At);
    }

    public void AddEnd(StageEnd end)
    {
        End = end;
        if (_sawWriting) _states.Enter(null, end.At);
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
