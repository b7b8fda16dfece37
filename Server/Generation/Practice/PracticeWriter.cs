namespace Interception.Server.Generation.Practice;

/// <summary>Writes 120 to 200 words from the child's own words and a book of phrases.</summary>
internal static class PracticeWriter
{
    private const int Enough = 132;

    public static string Write(ModelPrompt prompt)
    {
        var (text, rules, language) = PracticeInput.Create(prompt);
        var name = prompt.Job == GenerationJob.Output ? (prompt.Form ?? "Story").ToLowerInvariant() : StyleGuess.Guess(rules);
        var random = TextSeed.From(text, rules, language, name);
        var demands = string.IsNullOrWhiteSpace(rules) ? null : OwnKeywords.From(rules, LanguageGuess.In(rules, ""));
        var filling = new SlotFiller(random, language, OwnKeywords.From(text, language), demands);
        return Compose(PhraseBook.Named(language, name), filling, random);
    }

    private static string Compose(PhraseBook book, SlotFiller filling, Random random)
    {
        var (middle, rule) = (Shuffled(book, "middle", random), Shuffled(book, "rule", random));
        var page = new PracticeText(book["lines"].Count > 0, filling, Shuffled(book, "bridge", random));
        page.AddOneOf(Shuffled(book, "open", random));
        // The rules show early in the text and once more later.
        foreach (var part in (List<SlotPhrase>[])[middle, rule, middle, middle, middle, rule])
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

    private static List<SlotPhrase> Shuffled(PhraseBook book, string section, Random random)
    {
        var phrases = book[section].Select(line => SlotPhrase.Parse(line, random)).ToArray();
        random.Shuffle(phrases);
        return [.. phrases];
    }
}
