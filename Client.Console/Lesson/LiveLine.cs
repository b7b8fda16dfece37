namespace Interception.Client.Console.Lesson;

/// <summary>The state of the lesson in one line, rewritten each second on a screen; otherwise a new line from time to time.</summary>
internal sealed class LiveLine(LessonPlan plan, IReadOnlyList<VisitLog> diaries, CommandContext surroundings)
{
    private const string Rewrite = "\r\e[K";

    private TimeSpan Every => TimeSpan.FromSeconds(surroundings.Erasable ? 1 : 10);

    /// <summary>Writes until the lesson is over.</summary>
    public async Task WriteAsync(CancellationToken over)
    {
        var start = surroundings.Time.GetTimestamp();
        using var beat = new PeriodicTimer(Every, surroundings.Time);
        try
        {
            while (await beat.WaitForNextTickAsync(over)) await ShowAsync(surroundings.Time.GetElapsedTime(start));
        }
        catch (OperationCanceledException)
        {
            if (surroundings.Erasable) await surroundings.Out.WriteAsync(Rewrite);
        }
    }

    /// <summary>The line.</summary>
    public string Line(TimeSpan passed)
    {
        var doing = diaries.CountBy(diary => diary.Doing).ToDictionary();
        var troubles = diaries.SelectMany(diary => diary.Troubles).CountBy(code => code).OrderBy(code => code.Key, StringComparer.Ordinal);
        return $"{LessonFormat.Clock(passed)} of {LessonFormat.Clock(plan.Length)} | {Are(ChildActivity.Typing)} typing, {Are(ChildActivity.Waiting)} waiting, "
            + $"{Are(ChildActivity.Served)} being served, {Are(ChildActivity.Reading)} reading | {diaries.Sum(diary => diary.FinishedPieces)} pieces finished"
            + string.Concat(troubles.Select(all => $" | {all.Value} {all.Key}"));

        int Are(ChildActivity what) => doing.GetValueOrDefault(what);
    }

    private Task ShowAsync(TimeSpan passed) => surroundings.Erasable
        ? surroundings.Out.WriteAsync(Rewrite + Line(passed))
        : surroundings.Out.WriteLineAsync(Line(passed));
}
