namespace Interception.Client.Console.Lesson;

/// <summary>How many children a machine carries, by what a lesson showed.</summary>
internal static class LessonCapacity
{
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Children come round: they type or read, wait, are served. So places / work = children / (own time + wait + work),
    /// and with the longest wait that one wants to bear, that gives the children. When a lesson begins they all come
    /// within a shorter time than their own, and that is what counts then.
    /// </summary>
    /// <param name="diaries">What the children went through.</param>
    /// <param name="pace">How many times faster than children they typed and read.</param>
    /// <returns>Null when nobody stood in line, so that nobody knows how many more there could be.</returns>
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

    /// <summary>Within what time all children came for the first time.</summary>
    private static TimeSpan Beginning(IEnumerable<VisitLog> diaries)
    {
        var first = diaries.Select(diary => diary.Visits.FirstOrDefault()?.LinedUpAt).OfType<long>().ToList();
        return TimeSpan.FromMilliseconds(first.Max() - first.Min());
    }

    /// <summary>Who stands in line while others work shows how many places there are.</summary>
    private static int MostAtOnce(List<Visit> served)
    {
        var changes = served.SelectMany(visit => new[] { (At: visit.ServedAt, By: 1), (At: visit.DoneAt, By: -1) });
        int now = 0, most = 0;
        foreach (var (_, by) in changes.OrderBy(change => change.At).ThenBy(change => change.By)) most = Math.Max(most, now += by);
        return most;
    }
}
