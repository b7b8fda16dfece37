namespace Interception.Server.Generation.Practice;

/// <summary>Writes 120 to 200 words out of somebody's own words and a book of phrases.</summary>
internal static class Writer
{
    private const int Enough = 132;

    public static string Write(Prompt prompt)
    {
        var (text, rules, language) = Material.Of(prompt);
        var name = prompt.Job == Job.Output ? (prompt.Form ?? "Story").ToLowerInvariant() : Manner.Of(rules);
        var random = Seed.From(text, rules, language, name);
        var demands = string.IsNullOrWhiteSpace(rules) ? null : OwnWords.Of(rules, Spoken.In(rules, ""));
        var filling = new Filling(random, language, OwnWords.Of(text, language), demands);
        return Compose(PhraseBook.Named(language, name), filling, random);
    }

    private static string Compose(PhraseBook book, Filling filling, Random random)
    {
        var (middle, rule) = (Shuffled(book, "middle", random), Shuffled(book, "rule", random));
        var page = new Page(book["lines"].Count > 0, filling, Shuffled(book, "bridge", random));
        page.AddOneOf(Shuffled(book, "open", random));
        // What the rules ask for is felt early and once more later.
        foreach (var part in (List<Phrase>[])[middle, rule, middle, middle, middle, rule])
        {
            page.AddOneOf(part);
        }

        middle.AddRange(rule);
        while (page.Words < Enough && middle.Count > 0)
        {
            page.AddOneOf(middle);
        }

        page.AddOneOf(Shuffled(book, "close", random));
        return page.ToString();
    }

    private static List<Phrase> Shuffled(PhraseBook book, string section, Random random)
    {
        var phrases = book[section].Select(line => Phrase.Of(line, random)).ToArray();
        random.Shuffle(phrases);
        return [.. phrases];
    }
}
