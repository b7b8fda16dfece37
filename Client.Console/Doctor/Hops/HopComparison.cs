using Interception.Client.Console.Doctor.Figures;

namespace Interception.Client.Console.Doctor.Hops;

/// <summary>Compares each hop with the one before it: what is later there, and by how much.</summary>
internal static class HopComparison
{
    /// <param name="hops">The measurements of each hop.</param>
    /// <param name="ticks">The probe's ticks, one list for each hop.</param>
    /// <param name="texts">The run's text on all ways; empty without a run.</param>
    /// <param name="chars">The length of the text; null when it was not completed.</param>
    public static IReadOnlyList<HopFigures> Compare(
        IReadOnlyList<HopFigures> hops, IReadOnlyList<IReadOnlyList<TickSeries>> ticks, IReadOnlyList<TextSeries> texts, int? chars)
    {
        var before = ClocksApart(hops[0].At, ticks);
        TextSeries? best = null;
        List<HopFigures> compared = [];
        for (var n = 0; n < hops.Count; n++)
        {
            TextSeries[] here = [.. texts.Where(series => series.Hop == n)];
            best ??= Best(here);
            compared.Add(hops[n] with
            {
                Streams = [.. ticks[n].Select(series => series.Figures(before)), .. here.Select(series => series.Figures(best, chars))],
            });
            before = ticks[n].Min(series => series.MedianLate) ?? before;
            best = Best(here) ?? best;
        }
        return compared;
    }

    private static TextSeries? Best(IEnumerable<TextSeries> texts) =>
        texts.Where(series => series.Pieces.At.Count > 0).MinBy(series => series.Middle);

    /// <summary>On this machine there is one clock; for another machine the fastest of all ticks shows the difference best.</summary>
    private static double ClocksApart(Uri server, IReadOnlyList<IReadOnlyList<TickSeries>> ticks) => server.IsLoopback
        ? 0
        : ticks.SelectMany(hop => hop).SelectMany(series => series.Late).DefaultIfEmpty(0).Min();
}
