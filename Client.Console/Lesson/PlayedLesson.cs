using Interception.Client.Console.Connection;

namespace Interception.Client.Console.Lesson;

/// <summary>Runs all children together until the end of the lesson.</summary>
/// <param name="plan">The lesson.</param>
/// <param name="surroundings">What is outside this program.</param>
/// <param name="servers">One server, or the nodes among which the children are spread in turn.</param>
internal sealed class PlayedLesson(LessonPlan plan, CommandContext surroundings, IReadOnlyList<ServerAddress> servers)
{
    private readonly VisitLog[] _diaries = [.. Enumerable.Range(1, plan.Children)
        .Select(child => new VisitLog(child) { Node = servers[(child - 1) % servers.Count].Address })];

    public async Task<LessonSummary> PlayAsync(CancellationToken cancellationToken)
    {
        using var bell = new CancellationTokenSource(plan.Length, surroundings.Time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(bell.Token, cancellationToken);
        await Task.WhenAll([.. _diaries.Select(diary => LearnAsync(diary, over.Token)), new LiveLine(plan, _diaries, surroundings).WriteAsync(over.Token)]);
        cancellationToken.ThrowIfCancellationRequested();
        return new(plan, _diaries);
    }

    private Task LearnAsync(VisitLog diary, CancellationToken over) =>
        new Child(new Tablet(surroundings, servers[(diary.Child - 1) % servers.Count]), diary, surroundings.Time, plan.IsForBoard)
            .LearnAsync(new ChildBehaviour(plan.Seed, diary.Child, plan.Pace, plan.IsForBoard).Intents(), over);
}
