using Interception.Client.Console.Connection;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Measuring;

/// <summary>Measures a whole run at this client, with every stage read from its beginning.</summary>
internal sealed class MeasuredRun
{
    private static readonly TimeSpan TextAfterTheEnd = TimeSpan.FromSeconds(10);

    private readonly RemoteRun _run;
    private readonly TimeProvider _time;
    private readonly long _start;
    private string? _refusal;
    private TimeSpan? _clockOffset;
    private RunEnd? _end;

    private MeasuredRun(RemoteRun run, TimeProvider time)
    {
        _run = run;
        _time = time;
        _start = time.GetTimestamp();
        Stages = [.. run.Started.Stages.Select(stage => new StreamMeter(stage))];
    }

    public IReadOnlyList<StreamMeter> Stages { get; }

    public static async Task<MeasuredRun> MeasureAsync(
        RemoteRun run, TimeProvider time, CancellationToken cancellationToken)
    {
        var measured = new MeasuredRun(run, time);
        var texts = Task.WhenAll(measured.Stages.Select(stage => measured.ReadAsync(stage, cancellationToken)));
        await measured.WatchAsync(cancellationToken);
        await measured.FinishAsync(texts, cancellationToken);
        return measured;
    }

    /// <returns>Null when every stage streamed, else the first fault.</returns>
    public string? Complaint() =>
        EndingText.Describe(_end, Stages.Select(stage => stage.End).LastOrDefault(end => end is not null))
        ?? _refusal
        ?? Stages.Select(StreamingVerdict.Complaint).FirstOrDefault(complaint => complaint is not null);

    /// <summary>The stages with too little text to see it grow.</summary>
    public IReadOnlyList<StreamMeter> TooShort => [.. Stages.Where(StreamingVerdict.IsTooShort)];

    private TimeSpan Now => _time.GetElapsedTime(_start);

    private async Task ReadAsync(StreamMeter stage, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var piece in _run.TextAsync(stage.Stage, cancellationToken)) stage.AddPiece(piece, Now);
        }
        catch (EndingException ending)
        {
            _refusal ??= $"{stage.Stage} could not be read: {ending.Message} ({ending.Code})";
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        await foreach (var happened in _run.WatchAsync(cancellationToken)) Note(happened);
    }

    private void Note(RunEvent happened)
    {
        Compare(happened.At);
        switch (happened)
        {
            case StageStart start: Of(start.Stage)?.AddStart(Now, start.At > 0 ? start.At : null); break;
            case StageStatusChange change: Of(change.Stage)?.AddStatus(change); break;
            case StageEnd end: Of(end.Stage)?.AddEnd(end); break;
            case RunEnd end: _end = end; break;
        }
    }

    /// <summary>The fastest event shows the difference of the two clocks best.</summary>
    private void Compare(long happenedAt)
    {
        var offset = Now - TimeSpan.FromMilliseconds(happenedAt);
        if (happenedAt <= 0 || offset >= _clockOffset) return;
        _clockOffset = offset;
        foreach (var stage in Stages) stage.ClockOffset = offset;
    }

    private StreamMeter? Of(Stage stage) => Stages.FirstOrDefault(meter => meter.Stage == stage);

    private async Task FinishAsync(Task texts, CancellationToken cancellationToken)
    {
        try
        {
            await texts.WaitAsync(TextAfterTheEnd, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            _refusal ??= "The run has ended, but a text stream has not.";
        }
    }
}
