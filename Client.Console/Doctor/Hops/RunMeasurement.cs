using Interception.Client.Console.Connection;
using Interception.Client.Console.Doctor.Figures;
using Interception.Client.Console.Measuring;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Doctor.Hops;

/// <summary>Reads a real run on all ways at once; the server's events tell what it did meanwhile.</summary>
internal sealed class RunMeasurement(DoctorPlan plan, ExaminationClock clock)
{
    private static readonly TimeSpan TextAfterTheEnd = TimeSpan.FromSeconds(3);

    private readonly StatusClock _states = new();
    private readonly CancellationTokenSource _over = new();
    private RunFigures _figures = new();
    private StageStatus? _status;
    private double? _waitsSince;

    private static RunRequest Request => new()
    {
        Text = "A kite hangs in a pear tree behind the last house of the village.",
        Rules = "Tell in six sentences what the kite sees.",
        Language = "en",
    };

    /// <summary>The length of the text; null when it was not completed.</summary>
    public int? Chars { get; private set; }

    public async Task<RunFigures> MeasureAsync(ServerLink link, TextReaders readers, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_over.Token, cancellationToken);
        try
        {
            await using var run = await link.StartAsync(Request, cancellationToken);
            var texts = readers.ReadAsync(run.Started.RunId, either.Token);
            await WatchAsync(run, cancellationToken);
            await Task.WhenAny(texts, Task.Delay(TextAfterTheEnd, clock.Time, cancellationToken));
            await _over.CancelAsync();
            await texts;
        }
        catch (EndingException refusal)
        {
            return _figures with { Code = refusal.Code, Failure = refusal.Message };
        }
        return _figures with
        {
            LoadingMs = _states.Spent(StageStatus.LoadingModel).TotalMilliseconds,
            ReadingMs = _states.Spent(StageStatus.Reading).TotalMilliseconds,
            ThinkingMs = _states.Spent(StageStatus.Thinking).TotalMilliseconds,
            WritingMs = _states.Spent(StageStatus.Writing).TotalMilliseconds,
        };
    }

    private async Task WatchAsync(RemoteRun run, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = clock.Time.CreateTimer(_ => late.Cancel(), null, plan.Line, Timeout.InfiniteTimeSpan);
        try
        {
            await foreach (var happened in run.WatchAsync(late.Token))
            {
                if (happened is StageStart) timer.Change(plan.Run, Timeout.InfiniteTimeSpan);
                Note(happened);
                if (happened is RunPause or RunEnd) return;
            }
        }
        catch (Exception) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The figures show how far it came.
        }
        if (!late.IsCancellationRequested) return;
        _figures = _figures with { GivenUpWhile = _status is { } status ? $"{status}" : _figures.IsServed ? "Working" : "Waiting" };
        _states.Enter(null, (long)clock.UnixOf(clock.Now));
    }

    private void Note(RunEvent happened)
    {
        switch (happened)
        {
            case RunStart start: _waitsSince = start.At; break;
            case Queued waiting:
                _figures = _figures with { Position = waiting.Position, WaitsFor = $"{waiting.WaitsFor}", WaitedMs = waiting.At - (_waitsSince ?? waiting.At) };
                break;
            case StageStart start:
                _figures = _figures with { IsServed = true, WaitedMs = _figures.IsServed ? _figures.WaitedMs : start.At - (_waitsSince ?? start.At) };
                break;
            case StageStatusChange change:
                _status = change.Status;
                _states.Enter(change.Status, change.At);
                break;
            case StageEnd end: End(end); break;
            case RunEnd end: _figures = _figures with { Code = end.Code, Failure = end.Code is null ? null : Endings.ForCode(end.Code).Sentence }; break;
        }
    }

    private void End(StageEnd end)
    {
        _states.Enter(null, end.At);
        _status = null;
        if (end.Stage != Stage.Interception) return;
        _figures = _figures with { Characters = end.Chars, Pieces = end.Pieces };
        if (end.Outcome == Outcome.Completed) Chars = end.Chars;
    }
}
