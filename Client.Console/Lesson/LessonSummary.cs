using Interception.Client.Console.Measuring;

namespace Interception.Client.Console.Lesson;

/// <summary>The summary for a teacher: waits, failures, and what the machine can carry.</summary>
internal sealed class LessonSummary(LessonPlan plan, IReadOnlyList<VisitLog> diaries)
{
    private readonly List<Visit> _visits = [.. diaries.SelectMany(diary => diary.Visits)];

    /// <returns>Null when nothing failed; a refusal by a limit or a check is no failure.</returns>
    public string? Complaint() =>
        Failures().Any() ? string.Join(" ", TroubleCodes.Told(Failures()))
        : WaitStatistics.Longest(_visits) is null ? "Nobody read a word before the bell."
        : null;

    public async Task WriteAsync(TextWriter writer)
    {
        await FigureTable.WriteAsync(writer, [["child", "pieces", "median wait", "longest wait", "longest gap", "troubles"], .. diaries.Select(Row)]);
        await WriteNodesAsync(writer);
        foreach (var line in Lines()) await writer.WriteLineAsync(line);
    }

    /// <summary>What each node carried, where there are several.</summary>
    private async Task WriteNodesAsync(TextWriter writer)
    {
        if (Nodes < 2) return;
        await writer.WriteLineAsync();
        await FigureTable.WriteAsync(writer,
            [["node", "children", "runs", "pieces", "median wait", "longest wait", "longest gap", "troubles"], .. diaries.GroupBy(diary => diary.Node).Select(Row)]);
    }

    private IEnumerable<string> Lines() =>
    [
        "",
        $"{plan.Children} children, {LessonFormat.Clock(plan.Length)} minutes, {Who()}:",
        $"  Finished      {diaries.Sum(diary => diary.FinishedPieces)} pieces; {diaries.Sum(diary => diary.Leavings)} runs were left in the middle.",
        $"  First word    {LessonFormat.Seconds(WaitStatistics.Median(_visits))} after the click (median), {LessonFormat.Seconds(WaitStatistics.Longest(_visits))} at the longest.{AtTheBell()}",
        $"  While writing the longest silence was {LessonFormat.Seconds(diaries.Max(diary => diary.LongestGap))}.",
        $"  Estimates     {Estimates()}",
        $"  Texts         {diaries.Sum(diary => diary.WholeTexts)} of {diaries.Sum(diary => diary.Texts)} came whole, "
            + $"{_visits.Sum(visit => visit.Reloads)} reloads in the middle included.",
        FormattableString.Invariant($"  Fairness      {WaitStatistics.Fairness(diaries):0.00} (1: all waited alike; only a long lesson tells)."),
        .. TroubleCodes.Told(Refusals()).Select(line => $"  Refused       {line}"),
        .. TroubleCodes.Told(Failures()).Select(line => $"  Failed        {line}"),
        Carries(),
    ];

    private static string[] Row(VisitLog diary) =>
    [
        $"{diary.Child}", $"{diary.FinishedPieces}", LessonFormat.Seconds(WaitStatistics.Median(diary.Visits)), LessonFormat.Seconds(WaitStatistics.Longest(diary.Visits)),
        LessonFormat.Seconds(diary.LongestGap), $"{diary.Troubles.Count}",
    ];

    private static string[] Row(IGrouping<Uri?, VisitLog> node)
    {
        var visits = node.SelectMany(diary => diary.Visits).ToList();
        return
        [
            $"{node.Key?.Authority}", $"{node.Count()}", $"{visits.Count}", $"{node.Sum(diary => diary.FinishedPieces)}", LessonFormat.Seconds(WaitStatistics.Median(visits)),
            LessonFormat.Seconds(WaitStatistics.Longest(visits)), LessonFormat.Seconds(node.Max(diary => diary.LongestGap)), $"{node.Sum(diary => diary.Troubles.Count)}",
        ];
    }

    private string Who() => diaries.Select(diary => diary.Voice).OfType<string>().Distinct().ToList() switch
    {
        [] => "no run began",
        ["practice"] => "the practice voice wrote (a model is slower)",
        var voices => $"{string.Join(" and ", voices)} wrote",
    };

    private string AtTheBell() => _visits.Where(visit => visit.InVain is not null).ToList() is { Count: > 0 } vain
        ? $" {vain.Count} were still waiting at the bell, up to {LessonFormat.Seconds(vain.Max(visit => visit.InVain))}."
        : "";

    private string Estimates() => _visits.SelectMany(visit => visit.Estimates).ToList() is { Count: > 0 } told
        ? $"{told.Count(isTrue => isTrue)} of {told.Count} ranges were true ({100 * told.Count(isTrue => isTrue) / told.Count} %)."
        : "were not needed.";

    private string Carries() => Failures().Any()
        ? "How many children this machine carries can be said when nothing fails any more."
        : LessonCapacity.Estimate(diaries, plan.Pace) is { } children
        ? $"{Subject} about {children} children with a wait under a minute."
        : WaitStatistics.Longest(_visits) < LessonCapacity.LongestWait
            ? $"{Subject} {plan.Children} children with a wait under a minute, and more: nobody stood in line."
            : "Too little happened to say how many children this machine carries.";

    private string Subject => Nodes > 1 ? $"These {Nodes} nodes together carry" : "This machine carries";

    private int Nodes => diaries.Select(diary => diary.Node).Distinct().Count();

    private IEnumerable<string> Refusals() => diaries.SelectMany(diary => diary.Troubles).Where(TroubleCodes.IsRefusal);

    private IEnumerable<string> Failures() => diaries.SelectMany(diary => diary.Troubles).Where(code => !TroubleCodes.IsRefusal(code));
}
