using System.Globalization;

namespace Interception.Tests.Safety.Evaluation;

/// <summary>How often a disguise was seen through.</summary>
internal sealed record Caught(Disguise Disguise, int Count, int Total, IReadOnlyList<string> Missed)
{
    public double Share => (double)Count / Total;

    public static Caught Measure(Disguise disguise)
    {
        var random = new Random(86);
        var missed = ListedTerms.All.Where(term => ShippedTerms.All.Find(Framed(disguise.Of(term, random))) is null).ToArray();
        return new(disguise, ListedTerms.All.Count - missed.Length, ListedTerms.All.Count, missed);
    }

    /// <summary>A table of disguises, and a line for each kind of them.</summary>
    public static string Table(IEnumerable<Caught> all) => string.Join('\n', all.GroupBy(caught => caught.Disguise.Kind).SelectMany(kind =>
        kind.Select(caught => caught.ToString()).Prepend(Row(kind.Key.ToUpperInvariant(), kind.Sum(caught => caught.Count), kind.Sum(caught => caught.Total)))));

    public override string ToString() =>
        Row($"  {Disguise.Name}", Count, Total) + (Missed.Count > 0 ? $"  not: {string.Join(", ", Missed.Take(8))}" : "");

    private static string Framed(string disguised) => $"Ein Bild, darauf steht\n{disguised}\nneben dem Haus.";

    private static string Row(string name, int count, int total) =>
        string.Create(CultureInfo.InvariantCulture, $"{name,-42} {count,6:N0} of {total,6:N0}  {100.0 * count / total,6:0.00} %");
}
