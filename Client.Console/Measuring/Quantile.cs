namespace Interception.Client.Console.Measuring;

/// <summary>A quantile: the value below which a share of all values lies.</summary>
internal static class Quantile
{
    /// <param name="sorted">The values in ascending order.</param>
    /// <param name="share">0 for the smallest, 1 for the largest.</param>
    /// <returns>Null without any.</returns>
    public static double? Of(IReadOnlyList<double> sorted, double share) =>
        sorted.Count == 0 ? null : sorted[(int)Math.Min(sorted.Count - 1, Math.Ceiling(share * sorted.Count) - (share > 0 ? 1 : 0))];
}
