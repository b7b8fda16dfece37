namespace Interception.Client.Console.Measuring;

/// <summary>The value below which a share of all lies.</summary>
internal static class Quantile
{
    /// <param name="sorted">The least first.</param>
    /// <param name="share">0 for the least, 1 for the greatest.</param>
    /// <returns>Null when there is none.</returns>
    public static double? Of(IReadOnlyList<double> sorted, double share) =>
        sorted.Count == 0 ? null : sorted[(int)Math.Min(sorted.Count - 1, Math.Ceiling(share * sorted.Count) - (share > 0 ? 1 : 0))];
}
