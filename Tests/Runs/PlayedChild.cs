using Interception.Server.Contracts;
using Interception.Server.Runs.Queue.Estimates;

namespace Interception.Tests.Runs;

/// <summary>A child in a lesson: has an idea, waits, reads and revises, goes on, reads again, has the next idea.</summary>
internal sealed class PlayedChild(PlayedLine lesson, string name)
{
    private readonly bool _translates = lesson.Random.Next(5) == 0;

    /// <summary>The visits that went on after a pause.</summary>
    public List<Visit> Continued { get; } = [];

    /// <summary>The visits that began with an idea.</summary>
    public List<Visit> Started { get; } = [];

    /// <summary>Has an idea and types it.</summary>
    public void Begin() => lesson.After(lesson.Around(45, 0.5), Start);

    private void Start()
    {
        var blocked = lesson.Random.Next(25) == 0;
        var visit = lesson.Join(name,
        [
            new(Kind(Stage.PreInterception, _translates), lesson.Around(_translates ? 4 : 1.5, 0.3), blocked ? Outcome.Blocked : Outcome.Completed),
            new(Kind(Stage.Interception), lesson.Around(11, 0.4)),
        ], _ => Read(blocked));
        Started.Add(visit);
        MayLeave(visit);
    }

    private void Read(bool blocked)
    {
        if (blocked) Begin();
        else lesson.After(lesson.Around(40, 0.5), Continue);
    }

    private void Continue()
    {
        var revised = lesson.Random.Next(3) == 0;
        var visit = lesson.Join(name,
        [
            new(Kind(Stage.PreOutput, asks: revised), lesson.Around(revised ? 1.3 : 0.02, 0.3)),
            new(Kind(Stage.Output), lesson.Around(13, 0.4)),
        ], _ => lesson.After(lesson.Around(25, 0.5), Begin));
        Continued.Add(visit);
        MayLeave(visit);
    }

    /// <summary>One in fifteen has no patience, or reloads the page while the model writes.</summary>
    private void MayLeave(Visit visit)
    {
        if (lesson.Random.Next(15) != 0) return;
        lesson.After(lesson.Around(20, 0.8), () =>
        {
            if (visit.Ticket.Work.IsDone) return;
            lesson.Leave(visit);
            Begin();
        });
    }

    private static WorkKind Kind(Stage stage, bool translates = false, bool asks = true) =>
        new(stage, asks ? "local/gpt-oss:20b" : null, translates) { Writes = stage == Stage.Interception || stage == Stage.Output };
}
