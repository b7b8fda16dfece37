namespace Interception.Client.Console.Lesson;

/// <summary>Statistics of the waits for a first word.</summary>
internal static class WaitStatistics
{
    /// <returns>Null without any.</returns>
    public static TimeSpan? Median(IEnumerable<Visit> visits)
    {
        var waits = Of(visits).Order().ToList();
        return waits.Count == 0 ? null : (waits[(waits.Count - 1) / 2] + waits[waits.Count / 2]) / 2;
    }

    /// <inheritdoc cref="Median"/>
    public static TimeSpan? Longest(IEnumerable<Visit> visits) => Of(visits).Select(wait => (TimeSpan?)wait).Max();

    /// <summary>Jain's fairness index of the children's mean waits, including waits that the end of the lesson cut off.</summary>
    /// <returns>1 when all waited alike; 1 divided by the number of children when only one waited.</returns>
    public static double Fairness(IEnumerable<VisitLog> diaries)
    {
        var means = diaries.Select(diary => diary.Visits.Average(visit => visit.Waited?.TotalSeconds)).OfType<double>().ToList();
        var squares = means.Sum(mean => mean * mean);
        return squares == 0 ? 1 : means.Sum() * means.Sum() / (means.Count * squares);
    }

    private static IEnumerable<TimeSpan> Of(IEnumerable<Visit> visits) => visits.Select(visit => visit.FirstWord).OfType<TimeSpan>();
}
