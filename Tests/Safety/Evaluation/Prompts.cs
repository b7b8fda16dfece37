namespace Interception.Tests.Safety.Evaluation;

/// <summary>Harmless texts: by hand, and put together from the words that children's ideas are made of.</summary>
internal static class Prompts
{
    private const int Composed = 850;

    /// <summary>Written one by one.</summary>
    public static string[] ByHand { get; } = [.. Data.Lines("by-hand.de.txt"), .. Data.Lines("by-hand.en.txt")];

    /// <summary>Who, does what, where, how; with slips of the pen. The same in every run.</summary>
    public static string[] ByTemplate { get; } = [.. Compose("words.de.txt"), .. Compose("words.en.txt")];

    private static IEnumerable<string> Compose(string file)
    {
        var lists = Data.Lines(file).Select(line => line.Split(':', 2)).ToLookup(line => line[0], line => line[1].Split(';', StringSplitOptions.TrimEntries));
        var words = lists.ToDictionary(list => list.Key, list => list.SelectMany(word => word).ToArray());
        var random = new Random(2_026);
        return Enumerable.Range(0, Composed).Select(_ => Slip(Fill(Any(words["form"], random), words, random), random));
    }

    private static string Fill(string form, Dictionary<string, string[]> words, Random random) =>
        string.Join(' ', form.Split(' ').Select(part => words.TryGetValue(part, out var choices) ? Any(choices, random) : part));

    // A letter twice, left out or swapped, no capitals, an excited end.
    private static string Slip(string text, Random random)
    {
        var at = random.Next(1, text.Length - 1);
        return random.Next(8) switch
        {
            0 => text.Insert(at, $"{text[at]}"),
            1 => text.Remove(at, 1),
            2 => $"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}",
            3 => text.ToLowerInvariant(),
            4 => text.ToUpperInvariant(),
            5 => text + "!!!!",
            _ => text,
        };
    }

    private static string Any(string[] choices, Random random) => choices[random.Next(choices.Length)];
}
