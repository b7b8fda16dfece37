using Interception.Server.Contracts;

namespace Interception.Tests.Safety;

/// <summary>Disguises by what they are made of, and what only looks like one.</summary>
public sealed class DisguiseTests
{
    [Theory]
    [InlineData("fullwidth", "Ｈａｋｅｎｋｒｅｕｚ")]
    [InlineData("fraktur", "𝕳𝖆𝖐𝖊𝖓𝖐𝖗𝖊𝖚𝖟")]
    [InlineData("Cyrillic", "Наkеnкrеuz")]
    [InlineData("Greek", "Ηακεηκrευz")]
    [InlineData("small capitals", "ʜᴀᴋᴇɴᴋʀᴇᴜᴢ")]
    [InlineData("flags", "🇭🇦🇰🇪🇳🇰🇷🇪🇺🇿")]
    [InlineData("boxes", "🅷🅰🅺🅴🅽🅺🆁🅴🆄🆉")]
    [InlineData("strokes and hooks", "ħäƙēŋkřëüż")]
    [InlineData("fillers", "Ha\u3164ken\u2800kr\u034Feuz")]
    [InlineData("variation selectors", "H\uFE0Fa\U000E0101kenkreuz")]
    [InlineData("tags", "\U000E0048\U000E0061\U000E006B\U000E0065\U000E006E\U000E006B\U000E0072\U000E0065\U000E0075\U000E007A")]
    [InlineData("digits", "H4k3nkr3u2")]
    [InlineData("symbols", "|-|@k€nkreuz")]
    [InlineData("more symbols", "$!eg Heil!")]
    [InlineData("stretched", "Haaakeeenkreuuuz")]
    [InlineData("doubled", "Hhaakkeennkkrreeuuzz")]
    [InlineData("backwards", "zuerknekaH")]
    [InlineData("turned by a control character", "\u202EzuerknekaH")]
    [InlineData("spaced out", "H a k e n k r e u z")]
    [InlineData("dotted", "S.i.e.g.H.e.i.l")]
    [InlineData("with commas", "S, i, e, g, H, e, i, l")]
    [InlineData("one letter a line", "H\na\nk\ne\nn\nk\nr\ne\nu\nz")]
    [InlineData("hyphened", "Haken-Kreuz")]
    [InlineData("broken up", "Hak enkr euz")]
    [InlineData("run together", "SIEGHEIL")]
    [InlineData("entities", "&#72;akenkreuz")]
    [InlineData("percent signs", "%48akenkreuz")]
    [InlineData("wrapped twice", "%2548akenkreuz")]
    [InlineData("capital I for l", "HeiI HitIer")]
    [InlineData("spaced out, with digits, backwards", "z u 3 r k n 3 k 4 h")]
    [InlineData("sign", "卐 卍 ࿕ ꖦ")]
    [InlineData("runes", "ᛋᛋ")]
    [InlineData("Russian", "свастика")]
    [InlineData("Russian in capitals", "СВАСТИКА")]
    [InlineData("a cry in Russian capitals", "ХАЙЛЬ ГИТЛЕР")]
    [InlineData("Turkish", "gamalı haç")]
    [InlineData("Turkish in capitals", "GAMALI HAÇ")]
    [InlineData("Turkish greeting", "Nazi selamı")]
    [InlineData("Ukrainian", "нацистське вітання")]
    [InlineData("Polish", "swastyka")]
    [InlineData("Arabic", "الصليب المعقوف")]
    [InlineData("French", "une croix gammée")]
    [InlineData("Spanish", "la esvástica")]
    [InlineData("Italian", "saluto romano")]
    [InlineData("numbers that leave no doubt", "14/88")]
    public void A_disguise_is_seen_through(string what, string text) =>
        ShippedTerms.All.Find(text).Should().Be(TextCategory.HateSymbols, what);

    [Theory]
    [InlineData("Regen und n e u e r Regen")]
    [InlineData("r e g e n")]
    [InlineData("she rapped and snapped")]
    [InlineData("Haken, Kreuz und Anker")]
    [InlineData("Ein Haken. Kreuzfahrt!")]
    [InlineData("Ruanda, Uganda und 4 Elefanten")]
    [InlineData("Der Preis: 5,31 € und 100%")]
    [InlineData("AT&T; 50% off @home + more | less")]
    [InlineData("Hmmmm, Zoooo, Schifffahrt")]
    [InlineData("Nummer 14. 88 Kinder und 14 words")]
    [InlineData("88 Tasten, Hausnummer 18, C18, 28 Kinder, 444 Punkte, 1919, 2x44")]
    [InlineData("Adolf, Hitler, Swastika, KKK, SS, ⚡⚡")]
    public void What_only_looks_like_one_passes(string text) => ShippedTerms.All.Find(text).Should().BeNull();

    [Theory]
    [InlineData("88 Tasten", "88: *")]
    [InlineData("Hindu-Tempel mit Swastika", "swastika*: *")]
    [InlineData("C18", "C18: *")]
    [InlineData("Blitze ⚡⚡", "⚡⚡: *")]
    public void What_may_be_a_code_is_told_with_the_reason(string text, string hint) =>
        ShippedTerms.All.Match(text).Hints.Should().ContainSingle().Which.Should().Match(hint);

    [Theory]
    [InlineData("1988")]
    [InlineData("Messe in SSV Ulm")]
    [InlineData("188 Tasten")]
    public void A_code_inside_a_number_or_a_word_is_none(string text) =>
        ShippedTerms.All.Match(text).Hints.Should().BeEmpty();
}
