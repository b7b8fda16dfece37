using Interception.Server.Contracts;
using Interception.Server.Pipeline;
using Interception.Server.Safety.Reading;
using Interception.Server.Safety.Terms;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Safety;

/// <summary>A text that grows goes on at once, but not one character of a listed term.</summary>
public sealed class HoldbackTests
{
    private const string Before = "Ein Bild mit ";

    private static readonly IReadOnlyList<ListedTerm> Listed =
        [.. ShippedTerms.All.All.Where(term => term.Doubt is null && term.Words.StartsWith(TextFolding.Gap))];

    private static readonly Func<string, string>[] Disguises =
    [
        word => word.ToUpperInvariant(),
        word => string.Concat(word.Select(c => char.IsAsciiLetterLower(c) ? (char)(c - 'a' + 'ａ') : c)),
        word => string.Join('\u200B', word.ToCharArray()),
        word => string.Concat(word.Select(c => c == ' ' ? "  " : c + "\u0336")),
    ];

    [Fact]
    public void After_a_long_text_nothing_of_a_term_shows_either()
    {
        var holdback = new Holdback(ShippedTerms.All);
        var shown = string.Concat(Enumerable.Range(0, 500).Select(_ => holdback.Append("Der Drache malte mit @ im Wald. ")));

        FluentActions.Invoking(() =>
        {
            foreach (var piece in new[] { "Sieg", " Heil", " und" }) shown += holdback.Append(piece);
        }).Should().Throw<EndingException>();

        shown.Should().EndWith(" im Wald. ");
    }

    [Fact]
    public void A_harmless_piece_costs_little_however_long_the_text_is()
    {
        var holdback = new Holdback(ShippedTerms.All);
        for (var n = 0; n < 2_000; n++) holdback.Append(" Wald");
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var n = 0; n < 1_000; n++) holdback.Append(" Wald");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1_000 * 60);
    }

    [Fact(Timeout = 120_000)]
    public void A_term_that_comes_in_up_to_three_pieces_never_shows_a_character()
    {
        foreach (var word in Listed.Where(IsHeldWhole).Select(term => term.Words.Trim()))
        {
            for (var first = 0; first <= word.Length; first++)
            {
                for (var second = first; second <= Math.Min(first + 2, word.Length); second++)
                    Sent(word[..first], word[first..second], word[second..]).Should().BeEmpty(word);
            }
        }
    }

    [Fact(Timeout = 120_000)]
    public void A_term_that_comes_letter_by_letter_never_shows_a_character()
    {
        foreach (var word in Listed.Where(IsHeldWhole).Select(term => term.Words.Trim()))
            Sent([.. word.Select(letter => $"{letter}")]).Should().BeEmpty(word);
    }

    [Fact(Timeout = 120_000)]
    public void Nor_does_one_in_the_disguises_that_fold_letter_by_letter()
    {
        foreach (var word in Listed.Where(IsHeldWhole).Select(term => term.Words.Trim()))
        {
            foreach (var disguise in Disguises.Select(disguise => disguise(word)))
                for (var cut = 0; cut <= disguise.Length; cut += 3) Sent(disguise[..cut], disguise[cut..]).Should().BeEmpty(disguise);
        }
    }

    [Theory]
    [InlineData("Heil Hitler", "He", "il Hit", "ler")]
    [InlineData("Sieg Heil", "Si", "eg ", "He", "il")]
    [InlineData("with a digit", "Hak", "3nk", "r3uz")]
    [InlineData("with symbols", "He", "|l H", "|tler")]
    [InlineData("stretched", "Haaaa", "aaken", "kreuz")]
    [InlineData("in the middle of a line", "\nHAKEN", "KREUZ", "FAHNE")]
    public void The_signs_of_hate_are_held_however_they_come(string what, params string[] pieces) =>
        Sent(pieces).Trim().Should().BeEmpty(what);

    [Fact]
    public void Of_a_phrase_that_begins_with_everyday_words_nothing_more_than_those_goes()
    {
        foreach (var term in Listed.Where(term => !IsHeldWhole(term)))
        {
            for (var cut = 0; cut <= term.Words.Trim().Length; cut++)
            {
                Sent(term.Words.Trim()[..cut], term.Words.Trim()[cut..], ".").Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .All(word => EverydayWords.IsOne(word) || Begins(word, term)).Should().BeTrue($"{term.Words} cut at {cut}");
            }
        }

        static bool Begins(string part, ListedTerm term) => term.Words.Split(TextFolding.Gap, StringSplitOptions.RemoveEmptyEntries)[..EverydayWords.LeadOf(term)]
            .Any(word => word.StartsWith(part, StringComparison.Ordinal));
    }

    [Fact]
    public void No_everyday_word_is_listed() =>
        Listed.Select(term => term.Words.Trim()).Where(EverydayWords.IsOne).Should().BeEmpty();

    [Theory]
    [InlineData("zuer", "knekaH")]
    [InlineData("S i e g ", " H e i l")]
    [InlineData("&#72;aken", "kreuz")]
    public void What_shows_only_in_the_whole_text_is_found_when_it_is_looked_through(params string[] pieces)
    {
        var holdback = new Holdback(ShippedTerms.All);
        foreach (var piece in pieces) holdback.Append(piece);

        holdback.Invoking(all => all.CheckWhole()).Should().Throw<EndingException>().Which.Category.Should().Be(TextCategory.HateSymbols);
    }

    [Fact]
    public void A_story_goes_token_by_token()
    {
        var holdback = new Holdback(ShippedTerms.All);

        foreach (var token in ScriptedOllama.Tokens) holdback.Append(token).Should().Be(token);
    }

    [Theory]
    [InlineData("Nobody saw the teacher's child draw a white hand over the king's only door; they'll tell mother soon.")]
    [InlineData("Das Kind liebt die rote Tür, und der Lehrer reicht ihm die Hand voll Sand. Volk und König leben in der Schule.")]
    public void Ordinary_words_go_one_by_one(string text)
    {
        foreach (var ends in new[] { " {0}", "{0} " })
        {
            var holdback = new Holdback(ShippedTerms.All);
            foreach (var token in text.Split(' ').Select(word => ends.Replace("{0}", word, StringComparison.Ordinal)))
                holdback.Append(token).Should().Be(token);
        }
    }

    [Theory]
    [InlineData("wort{0} ")]
    [InlineData(" word{0}")]
    [InlineData(" t{0}")]
    [InlineData(" w{0}")]
    public void Numbered_words_go_one_by_one(string pattern)
    {
        var holdback = new Holdback(ShippedTerms.All);

        foreach (var token in Enumerable.Range(0, 250).Select(n => pattern.Replace("{0}", $"{n}", StringComparison.Ordinal)))
            holdback.Append(token).Should().Be(token);
    }

    [Fact]
    public void Whatever_comes_goes_in_the_end_and_in_its_order()
    {
        var random = new Random(86);
        string[] parts = ["he", "il ", "si", "eg", "👨\u200D👩", " ", "h", "ak", "en", "\u0301", "kreu", "88", "!", "猫", "\u200B", "a"];
        for (var round = 0; round < 500; round++)
        {
            var pieces = Enumerable.Range(0, 20).Select(_ => parts[random.Next(parts.Length)]).ToList();
            if (ShippedTerms.All.Find(string.Concat(pieces)) is not null) continue;
            var holdback = new Holdback(ShippedTerms.All);
            string.Concat(pieces.Select(holdback.Append).ToList().Append(holdback.Rest())).Should().Be(string.Concat(pieces));
        }
    }

    [Fact]
    public void A_cry_of_one_letter_is_held_no_longer_than_a_term_and_a_little()
    {
        var holdback = new Holdback(ShippedTerms.All);
        var sent = Enumerable.Range(0, StreamingWriter.MaxChars).Sum(_ => holdback.Append("n").Length);

        (StreamingWriter.MaxChars - sent).Should().BeLessThanOrEqualTo(ShippedTerms.All.Longest + 64);
    }

    [Fact]
    public void Harmless_text_waits_for_a_few_characters_at_most()
    {
        var waits = HarmlessIdeas.All.SelectMany(idea => Waits(idea.Data)).Order().ToList();

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"Held after a piece of four characters: mean {waits.Average():0.00}, median {waits[waits.Count / 2]}, "
            + $"95 % {waits[waits.Count * 95 / 100]}, most {waits[^1]} of {waits.Count}");
        waits.Average().Should().BeLessThan(2);
        waits[waits.Count * 95 / 100].Should().BeLessThan(8);
    }

    private static bool IsHeldWhole(ListedTerm term) => EverydayWords.LeadOf(term) == 0;

    private static IEnumerable<int> Waits(string text)
    {
        var holdback = new Holdback(ShippedTerms.All);
        var held = 0;
        foreach (var piece in text.Chunk(4)) yield return held += piece.Length - holdback.Append(new string(piece)).Length;
    }

    /// <summary>What goes out of a text with a term in it before it is refused, but for an everyday word at a cut.</summary>
    private static string Sent(params string[] pieces)
    {
        var holdback = new Holdback(ShippedTerms.All);
        var sent = holdback.Append(Before);
        try
        {
            foreach (var piece in pieces) sent += holdback.Append(piece);
            sent += holdback.Append(" am Ende.") + holdback.Rest();
        }
        catch (EndingException refused) when (refused.Code == Codes.Blocked)
        {
            return EverydayWords.IsOne(TextFolding.Words(sent[Before.Length..]).Trim()) ? "" : sent[Before.Length..];
        }
        throw new InvalidOperationException($"Nothing was noticed: {string.Concat(pieces)}");
    }
}
