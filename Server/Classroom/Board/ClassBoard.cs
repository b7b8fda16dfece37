using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;
using Interception.Server.Runs;

namespace Interception.Server.Classroom.Board;

/// <summary>The class as its teachers see it at present.</summary>
internal sealed class ClassBoard(IClassroomStore store, ClassControls runs, HealthReader health, TimeProvider time)
{
    /// <summary>A child that reloads its page does not count as away.</summary>
    private const long ReloadMs = 3_000;

    /// <summary>Reads the state.</summary>
    /// <exception cref="EndingException"><c>busy</c>: nobody can tell which runs there are.</exception>
    public async ValueTask<BoardState> LookAsync()
    {
        var record = store.Current;
        var newest = await NewestRunsAsync();
        return new(
            [.. record.Children.Select(child => View(child.Value, newest.GetValueOrDefault(child.Key)))],
            [.. record.Offers.Select(offer => new ClassOffer(offer.Id, offer.Name, offer.Text, offer.OnWall))],
            [.. record.Alerts.Select(alert =>
                new ClassAlert(alert.Id, alert.Name, alert.Category, alert.At, alert.IsOpened, alert.IsOpened ? alert.Text : null))],
            View(record.Lesson), health.Read());
    }

    /// <summary>The state as it was, with the figures as they are.</summary>
    public BoardState LookAgain(BoardState before) => before with { Health = health.Read() };

    private static ClassLesson View(LessonRecord lesson) =>
        new(lesson.Held, lesson.LooksSince is not null, lesson.Shown, lesson.EndsAt, lesson.Pieces, lesson.Ended);

    /// <summary>Read several times a second over all kept runs, so older runs are not asked anything.</summary>
    private async ValueTask<Dictionary<string, RunSummary>> NewestRunsAsync()
    {
        var newest = new Dictionary<string, RunRecord>(StringComparer.Ordinal);
        foreach (var run in await runs.RecordsAsync())
        {
            if (!newest.TryGetValue(run.Child, out var other) || run.Born > other.Born) newest[run.Child] = run;
        }
        var summaries = await runs.SummariesAsync([.. newest.Values]);
        return newest.Keys.Zip(summaries).ToDictionary(one => one.First, one => one.Second, StringComparer.Ordinal);
    }

    private ClassChild View(ChildRecord child, RunSummary? run)
    {
        var state = StateOf(child, run);
        return new(child.Name, run?.Label, state, run?.Stage, run?.Position, SinceOf(child, run, state), child.Pieces, child.Hand,
            state == ChildState.Blocked ? run!.Category : null);
    }

    private static long SinceOf(ChildRecord child, RunSummary? run, ChildState state) =>
        state == ChildState.Away || run is null ? child.SeenAt : run.Since;

    private ChildState StateOf(ChildRecord child, RunSummary? run) => run?.State switch
    {
        RunState.Waiting => ChildState.Waiting,
        RunState.Working => ChildState.Working,
        _ when IsAway(child) => ChildState.Away,
        RunState.Paused => ChildState.Reading,
        RunState.Ended => run.EndedAs switch
        {
            Outcome.Completed or Outcome.Truncated => ChildState.Done,
            Outcome.Blocked => ChildState.Blocked,
            Outcome.Failed => ChildState.Failed,
            _ => ChildState.Typing,
        },
        _ => ChildState.Typing,
    };

    private bool IsAway(ChildRecord child) =>
        child is { HasPage: true, OpenPages: 0 } && time.UnixMs() - child.SeenAt > ReloadMs;
}
