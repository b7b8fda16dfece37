using Interception.Server.Contracts;
using Interception.Server.Runs.Queue.Estimates;

namespace Interception.Tests.Runs;

/// <summary>A child in a lesson with a troubled server: has an idea, waits, reads, has the next one; and says what broke off again.</summary>
internal sealed class TroubledChild(PlayedLine lesson, string name, double textTakes)
{
    /// <summary>Thinks, and then has an idea.</summary>
    public void Begin() => lesson.After(TimeSpan.FromSeconds(lesson.Random.Next(2, 20)), () => Start(isAhead: false));

    private void Start(bool isAhead) => lesson.Join(name,
    [
        new(Kind(Stage.PreInterception), lesson.Around(0.2, 0.3)) { FailsAtEnd = Fails() },
        Text(Stage.Interception),
        new(Kind(Stage.PreOutput, asks: false), lesson.Around(0.02, 0.3)),
        Text(Stage.Output),
    ], _ => Begin(), _ => TryAgain(isAhead), isAhead);

    /// <summary>At the head of the line, once; then it has had enough.</summary>
    private void TryAgain(bool isSecond)
    {
        if (isSecond) Begin();
        else Start(isAhead: true);
    }

    private Chore Text(Stage stage) => new(Kind(stage), lesson.Around(textTakes, 0.1)) { IsSeen = true, FailsAtEnd = Fails() };

    private bool Fails() => lesson.Random.Next(20) == 0;

    private static WorkKind Kind(Stage stage, bool asks = true) => new(stage, asks ? "local/gpt-oss:20b" : null, Translates: false)
    {
        Writes = stage == Stage.Interception || stage == Stage.Output,
    };
}
