using Interception.Server.Contracts;
using Interception.Server.Safety.Reading;
using Interception.Server.Safety.Terms;

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

    private static bool IsHeldWhole(ListedTerm term) => EverydayWords.LeadOf(term) == 0;

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
