namespace Interception.Server.Generation.Practice;

/// <summary>The speed of the practice voice: uneven, but 29 to 36 pieces a second on average.</summary>
internal static class WritingPace
{
    private const double Slowest = 29;
    private const double Fastest = 36;

    /// <summary>The pieces of a text with the pause before each; the same text always gets the same pauses.</summary>
    public static IEnumerable<(string Piece, TimeSpan Pause)> Plan(string text)
    {
        var random = TextSeed.From(text);
        var pieces = WordPieces.Split(text).ToList();
        var weights = Weights(pieces, random).ToList();
        var whole = pieces.Count / (Slowest + random.NextDouble() * (Fastest - Slowest));
        var unit = whole / weights.Sum();
        return pieces.Zip(weights, (piece, weight) => (piece, TimeSpan.FromSeconds(weight * unit)));
    }

    private static IEnumerable<double> Weights(List<string> pieces, Random random)
    {
        var breath = 1.0;
        foreach (var piece in pieces)
        {
            yield return breath * (0.6 + 0.8 * random.NextDouble());
            breath = piece[^1] switch
            {
                '.' or '!' or '?' or '\n' => 5,
                ',' or ';' or ':' => 2.5,
                _ => 1,
            };
        }
    }
}
