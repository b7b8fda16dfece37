using System.Diagnostics;
using Interception.Tests.Support;

namespace Interception.Tests.Safety.Evaluation;

/// <summary>How long 4,000 characters take: ordinary ones, and the worst that a search finds.</summary>
[Collection(typeof(Alone))]
public sealed class SpeedEvaluation(ITestOutputHelper output)
{
    private const int Length = 4_000, Generations = 40;

    [Fact(Timeout = 120_000)]
    public void Ordinary_text_takes_at_most_two_milliseconds_and_the_worst_ten()
    {
        var ordinary = Median([.. Prompts.ByHand.Chunk(40).Select(lines => Filled(string.Join(' ', lines)))]);
        var (worst, pattern) = Worst();

        output.WriteLine($"4,000 characters: {ordinary.TotalMilliseconds:0.00} ms (median of ordinary texts), {worst.TotalMilliseconds:0.00} ms (worst found, of \"{pattern}\")");
        ordinary.Should().BeLessThan(TimeSpan.FromMilliseconds(2));
        worst.Should().BeLessThan(TimeSpan.FromMilliseconds(10));
    }

    private static TimeSpan Median(string[] texts) =>
        texts.Select(text => Best(text, 10)).Order().ElementAt(texts.Length / 2);

    // Climbs from the slowest term in the slowest disguise: a piece more or less, as long as it gets slower.
    private static (TimeSpan, string) Worst()
    {
        var random = new Random(74);
        string[] pieces = [.. Seeds(random)];
        var (time, pattern) = pieces.Select(piece => (Time: Best(Filled(piece), 2), piece)).Max();
        for (var i = 0; i < Generations; i++)
        {
            var changed = Changed(pattern, pieces[random.Next(pieces.Length)], random);
            if (Best(Filled(changed), 2) is var slower && slower > time) (time, pattern) = (slower, changed);
        }
        return (Best(Filled(pattern), 10), pattern);
    }

    private static IEnumerable<string> Seeds(Random random) =>
        from disguise in Disguises.WithSignature.Concat(Disguises.Plain)
        let text = disguise.Of(ListedTerms.All[random.Next(ListedTerms.All.Count)], random)
        from piece in new[] { text[..^1], text + " ", new string(text[0], 5) }
        where piece.Length > 0
        select piece;

    private static string Changed(string pattern, string piece, Random random) => random.Next(3) switch
    {
        0 => piece + pattern,
        1 => pattern + piece[..random.Next(1, piece.Length + 1)],
        _ => pattern[random.Next(pattern.Length / 2)..] + piece,
    };

    private static string Filled(string pattern) =>
        string.Concat(Enumerable.Repeat(pattern, Length / pattern.Length + 1))[..Length];

    /// <summary>The best of some: what else the machine does is not the filter's.</summary>
    private static TimeSpan Best(string text, int tries) => Enumerable.Range(0, tries).Min(_ =>
    {
        var start = Stopwatch.GetTimestamp();
        ShippedTerms.All.Find(text);
        return Stopwatch.GetElapsedTime(start);
    });
}
