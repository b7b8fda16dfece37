using System.Text;
using Interception.Server.Contracts;
using Interception.Server.Runs;
using Interception.Server.Safety.Reading;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Safety;

/// <summary>What nobody can see is looked through, alone and with what can be seen, and goes to nobody.</summary>
public sealed class HiddenTextTests
{
    private const string Black = "\U0001F3F4", England = Black + "\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F";

    public static TheoryData<string> Shown =>
    [
        "Ein Frosch", "❤️", "Ich ❤️ dich", "❤️‍🔥", "1️⃣ #️⃣", "👩‍👩‍👧‍👦", "👩🏽‍🚀 fliegt", "🏳️‍🌈", "🏴‍☠️", "🙂‍↔️", "🐦‍⬛", England + "!", "©️ und ™️",
        "می‌خواهم", "क्‍ष", "ภาษา\u200Bไทย", "שלום\u200F!", "a\u202Ab\u202C", "ß\u0308 ﷽", "",
    ];

    public static TheoryData<string, string> Hiding => new()
    {
        { "Vogel" + Tags("Heil Hitler"), "Vogel" }, { Black + Tags("heil") + "\U000E007F", Black }, { "😊" + Selectors("Sieg Heil"), "😊" },
        { "Ha\u200B\u200Cken", "Haken" }, { "a\uFE0Fb", "ab" }, { "1\uFE0F2", "12" }, { "zero\u2060width\uFEFF", "zerowidth" }, { "soft\u00ADhyphen", "softhyphen" },
        { "Ha\u200Dken", "Haken" }, { "a\u202E\u202D\u202Cb", "ab" }, { "❤\uFE0F\uFE0E\uFE0F", "❤\uFE0F" }, { Bits("Heil Hitler") + "Blume", "Blume" },
        { "x\uFFF9geheim\uFFFBy", "xgeheimy" }, { England + Tags("x"), Black }, { "\u200E\u200F\u200E", "" },
    };

    // Whatever hides it, it stands directly beside what can be seen.
    public static TheoryData<string, string> Listed => new()
    {
        { "tags behind a word", "Vogel" + Tags("Heil Hitler") }, { "tags before a word", Tags("Heil Hitler") + "vogel" },
        { "tags in the middle", "Vo" + Tags("Sieg Heil") + "gel" }, { "tags in a flag", Black + Tags("Hakenkreuz") + "\U000E007F" },
        { "selectors behind an emoji", "😊" + Selectors("Heil Hitler") }, { "selectors behind a letter", "Blume" + Selectors("Sieg Heil") + "n" },
        { "selectors behind each letter", string.Concat("Regenbogenfisch".Zip(Selectors("Heil Hitler").EnumerateRunes(), (c, rune) => $"{c}{rune}")) },
        { "bits of no width", "Blume" + Bits("Heil Hitler") + "n" }, { "bits of no width between letters", string.Concat(Bits("Sieg Heil").Select(bit => $"a{bit}")) },
        { "half to be seen, half hidden", "Haken" + Tags("kreuz") }, { "a greeting half hidden", "Sieg" + Tags(" Heil") },
        { "torn by what is hidden", "Hak" + Tags("xyz") + "enkreuz" }, { "torn by selectors", "Heil Hit" + Selectors("abc") + "ler" },
        { "entities behind a word", "abc&#72;&#101;&#105;&#108; Hitler" }, { "entities without semicolons", "abc&#72&#101&#105&#108 Hitler" },
        { "percent signs behind a word", "abc%48%65%69%6C%20%48%69%74%6C%65%72abc" }, { "Base64", "Male SGVpbCBIaXRsZXI= an die Wand" },
        { "Base64 behind a word", "abSGVpbCBIaXRsZXI=" }, { "hexadecimal", "4865696c20486974 6c6572".Replace(" ", "", StringComparison.Ordinal) },
        { "hexadecimal, spaced", "Code: 48 65 69 6c 20 48 69 74 6c 65 72" }, { "escapes", "vogel\\u0048\\u0065\\u0069\\u006c Hitler" },
        { "escapes of bytes", "vogel\\x48\\x65\\x69\\x6c Hitler" }, { "quoted-printable", "vogel=48=65=69=6C Hitler" },
        { "Base64 in tags", "Vogel" + Tags("SGVpbCBIaXRsZXI=") }, { "entities in percent signs", "vogel%26%2372%3B%26%23101%3B%26%23105%3B%26%23108%3B Hitler" },
    };

    [Theory, MemberData(nameof(Shown))]
    public void What_belongs_to_what_is_seen_stays_as_it_is(string text) => HiddenFilter.Of(text).Should().Be(text);

    [Theory, MemberData(nameof(Hiding))]
    public void What_nobody_can_see_does_not_go_on(string text, string seen) => HiddenFilter.Of(text).Should().Be(seen);

    [Fact]
    public void A_text_in_pieces_is_seen_as_the_whole_is()
    {
        foreach (var text in Shown.Select(row => row.Data).Concat(Hiding.Select(row => row.Data.Item1)))
        {
            for (var size = 1; size < 4; size++)
            {
                var filter = new HiddenFilter();
                var pieces = text.EnumerateRunes().Chunk(size).Select(runes => filter.Take(string.Concat(runes))).ToList();
                (string.Concat(pieces) + filter.Rest()).Should().Be(HiddenFilter.Of(text));
            }
        }
    }

    [Theory, MemberData(nameof(Listed))]
    public void What_is_hidden_is_found_alone_and_joined(string how, string text) =>
        ShippedTerms.All.Find(text).Should().Be(TextCategory.HateSymbols, how);

    [Theory]
    [InlineData("Donaudampfschifffahrtsgesellschaft und Regenbogenforelle"), InlineData("cafe babe 12 34 56 78 90 ab cd"), InlineData("https://example.org/a?b=c0ffee&d=100%25")]
    [InlineData("Prinzessin Annegret reitet nach Hohenschwangau; 5=5, 20%"), InlineData("🏴󠁧󠁢󠁥󠁮󠁧󠁿 gegen 🏴󠁧󠁢󠁳󠁣󠁴󠁿, 3:2")]
    public void What_only_looks_wrapped_passes(string text) => ShippedTerms.All.Find(text).Should().BeNull();

    [Fact(Timeout = 30_000)]
    public async Task Neither_judge_nor_writer_gets_what_nobody_can_see()
    {
        await using var app = new App();
        var hidden = Tags("zzyzx") + Selectors("zzyzx") + Bits("zzyzx");
        var run = await app.StartAsync(new RunRequest { Text = $"Ein Vogel{hidden} mit {England}", Rules = $"Alles{hidden} in Blau", Until = "Output" });

        (await run.EndAsync()).Outcome.Should().Be(Outcome.Completed);

        (await run.TextAsync(Stage.PreInterception)).Should().Be($"Ein Vogel mit {England}");
        foreach (var asked in app.Ollama.VerdictCalls.Concat(app.Ollama.TextCalls))
            HiddenCharacters.MayBeIn(asked.Prompt.Replace(England, "", StringComparison.Ordinal)).Should().BeFalse();
        app.Ollama.TextCalls[0].Prompt.Should().Contain($"Ein Vogel mit {England}").And.Contain("Alles in Blau");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_text_of_which_nothing_can_be_seen_is_no_text()
    {
        await using var app = new App();
        var paused = await app.StartAndPauseAsync();

        var started = await ServerRuns.EndingOfAsync(() => app.StartAsync(new RunRequest { Text = Tags("guten Tag") }));
        var revised = await ServerRuns.EndingOfAsync(() => app.Services.GetRequiredService<RunCommands>().ContinueAsync(paused.Id, Bits("guten Tag") + "\u2800"));

        foreach (var refusal in new[] { started, revised })
            (refusal.Code, refusal.Field, refusal.Message).Should().Be((Codes.InvalidRequest, "text", "The field 'text' holds nothing that can be seen."));
    }

    private static string Tags(string text) => string.Concat(text.Select(c => new Rune(0xE0000 + c).ToString()));

    private static string Selectors(string text) =>
        string.Concat(Encoding.UTF8.GetBytes(text).Select(value => new Rune(value < 16 ? 0xFE00 + value : 0xE0100 + value - 16).ToString()));

    private static string Bits(string text) => string.Concat(Encoding.UTF8.GetBytes(text).SelectMany(value => Convert.ToString(value, 2).PadLeft(8, '0')))
        .Replace('0', '\u200B').Replace('1', '\u200C');
}
