namespace Interception.Client.Console.Lesson;

/// <summary>How many children a machine can serve, computed from a lesson.</summary>
internal static class LessonCapacity
{
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Each child repeats a cycle: type or read, wait, be served. So children = slots / work * (own time + wait + work),
    /// with the longest acceptable wait. At the beginning of a lesson all children come within a shorter time than their own,
    /// and then that time counts.
    /// </summary>
    /// <param name="diaries">The children's logs.</param>
    /// <param name="pace">How many times faster than real children they typed and read.</param>
    /// <returns>Null when no child waited, because then the limit is unknown.</returns>
    public static int? Estimate(IReadOnlyList<VisitLog> diaries, double pace)
    {
        var visits = diaries.SelectMany(diary => diary.Visits).ToList();
        var served = visits.Where(visit => visit is { Work: not null, Beginning: not null }).ToList();
        if (served.Count == 0 || !visits.Any(visit => visit.StoodInLine)) return null;
        var work = served.Average(visit => visit.Work!.Value.TotalSeconds);
        var beginning = served.Average(visit => visit.Beginning!.Value.TotalSeconds);
        var own = diaries.Sum(diary => diary.OwnTime.TotalSeconds) / visits.Count;
        var round = Math.Min(own, Beginning(diaries).TotalSeconds) * pace + Math.Max(0, LongestWait.TotalSeconds - beginning) + work;
        return (int)(MostAtOnce(served) * round / Math.Max(work, 0.001));
    }

    /// <summary>The time in which all children came for the first time.</summary>
    private static TimeSpan Beginning(IEnumerable<VisitLog> diaries)
    {
        var first = diaries.Select(diary => diary.Visits.FirstOrDefault()?.LinedUpAt).OfType<long>().ToList();
        return TimeSpan.FromMilliseconds(first.Max() - first.Min());
    }

    /// <summary>The number of slots shows in how many work while others wait.</summary>
    private static int MostAtOnce(List<Visit> served)
    {
        var changes = served.SelectMany(visit => new[] { (At: visit.ServedAt, By: 1), (At: visit.DoneAt, By: -1) });
        int now = 0, most = 0;
        foreach (var (_, by) in changes.OrderBy(change => change.At).ThenBy(change => change.By)) most = Math.Max(most, now += by);
        return most;
    }
}
