using System.Diagnostics;
using Interception.Server.Contracts;
using Interception.Server.Safety;
using Interception.Server.Safety.PersonalData;
using Interception.Tests.Support;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Safety;

public sealed class PersonalDataFinderTests
{
    [Theory]
    [InlineData("Schreib mir an anna.mueller@example.org")]
    [InlineData("meine mail ist lena_2012@schule-köln.de!")]
    [InlineData("anna (at) web.de")]
    [InlineData("anna[ät]gmx[punkt]de")]
    [InlineData("anna at gmail dot com")]
    [InlineData("ａｎｎａ＠ｅｘａｍｐｌｅ．ｏｒｇ")]
    [InlineData("anna\u200B@exa\u00ADmple.org")]
    [InlineData("Ruf mich an: 0176 12345678")]
    [InlineData("0176/123 456 78")]
    [InlineData("+49 176 12345678")]
    [InlineData("+49 (0)30 1234567")]
    [InlineData("0049-30-1234567")]
    [InlineData("(030) 123 45 67")]
    [InlineData("030/1234567")]
    [InlineData("Tel. 02203 98765")]
    [InlineData("meine Nummer ist 1234567")]
    [InlineData("handynummer: 15 12 34 56")]
    [InlineData("٠١٧٦ ١٢٣٤٥٦٧٨")]
    [InlineData("Ich wohne in der Gartenstraße 12")]
    [InlineData("gartenstrasse 12a in köln")]
    [InlineData("Berliner Str. 5")]
    [InlineData("Rosenweg 7, 50667 Köln")]
    [InlineData("Lindenallee 103")]
    [InlineData("Ich wohne am Marktplatz 3")]
    [InlineData("Am Bach 3, 12345 Musterstadt")]
    [InlineData("221b Baker Street")]
    [InlineData("DE89 3704 0044 0532 0130 00")]
    [InlineData("Mein Konto: DE89370400440532013000, bitte überweisen")]
    [InlineData("de89 3704 0044 0532 0130 00 ist meine Nummer")]
    [InlineData("AT61 1904 3002 3457 3201")]
    [InlineData("GB82 WEST 1234 5698 7654 32")]
    [InlineData("Ich heiße Anna Müller")]
    [InlineData("ich heisse Mohammed Al-Hassan und bin 9")]
    [InlineData("Mein Name ist Anna-Lena Schmidt.")]
    [InlineData("mein name ist ben schmidt.")]
    [InlineData("ich heiße lena müller und wohne hier")]
    [InlineData("my name is John Smith")]
    [InlineData("My full name is Emily Brown, I am nine")]
    [InlineData("Benim adım Ayşe Yılmaz")]
    [InlineData("Мене звати Олена Шевченко")]
    [InlineData("Nachname: Müller")]
    public void What_tells_who_somebody_is_is_noticed(string text)
    {
        PersonalDataFinder.IsIn(text).Should().BeTrue();
        PersonalDataFinder.IsIn($"Ein Vogel sitzt auf dem Zaun.\n{text}\nDer Zaun ist blau.").Should().BeTrue();
    }

    [Theory]
    [InlineData("Hausnummer 18")]
    [InlineData("1988")]
    [InlineData("ein Klavier mit 88 Tasten")]
    [InlineData("Am 01.02.2010 schneite es")]
    [InlineData("3.4.2012 bis 05.06.2013")]
    [InlineData("2010-01-02")]
    [InlineData("Der Roboter sagt 0101010101010101")]
    [InlineData("00110011 00110011")]
    [InlineData("0 1 2 3 4 5 6 7 8 9 10 11 12")]
    [InlineData("01 02 03 04 05 06 07 08 09 10")]
    [InlineData("3,14159265358979")]
    [InlineData("0.123456789")]
    [InlineData("ISBN 978-3-16-148410-0")]
    [InlineData("ISBN 0306406152")]
    [InlineData("ISBN: 0306406152")]
    [InlineData("Es gibt 8000000000 Menschen")]
    [InlineData("20000 Meilen unter dem Meer")]
    [InlineData("99 Luftballons und 10000 Bienen")]
    [InlineData("Um 08:30 Uhr klingelt der Wecker 15 mal")]
    [InlineData("Agent 007 und 0815")]
    [InlineData("12345 Sterne")]
    [InlineData("A4 ist 210 x 297 mm")]
    [InlineData("DE12 und AB34 sind Roboter aus der Zukunft und fliegen weit")]
    [InlineData("Ich heiße Anna")]
    [InlineData("ich heiße Anna und ich male")]
    [InlineData("Ich heiße Anna Und Bin 9")]
    [InlineData("ich heiße anna und bin 9")]
    [InlineData("Ich heiße Anna. Meine Katze heißt Mimi.")]
    [InlineData("Ich heiße Anna, Tochter des Windes")]
    [InlineData("Ich heiße Anna\nEin Vogel fliegt")]
    [InlineData("Ich heiße Anna Lena")]
    [InlineData("ich heiße anna tanze gern")]
    [InlineData("Ich heiße Prinzessin Lillifee")]
    [InlineData("Ich heiße Kapitän Blaubär")]
    [InlineData("Ich heiße Kleiner Bär")]
    [InlineData("My name is Captain Hook")]
    [InlineData("my name is Anna and I like cats")]
    [InlineData("Mein Name ist Hase, ich weiß von nichts")]
    [InlineData("Wie heißt du? Ich heiße Nein.")]
    [InlineData("Die Straße 7 ist leer")]
    [InlineData("auf der Milchstraße 3 Sterne zählen")]
    [InlineData("Bundesstraße 7")]
    [InlineData("auf dem Schulweg 3 Hunde")]
    [InlineData("auf dem Spielplatz 3 Kinder")]
    [InlineData("Bahnsteig 9 3/4")]
    [InlineData("Platz 1 für den Frosch")]
    [InlineData("Am Tag 5, im Jahr 1988")]
    [InlineData("Adolf-Reichwein-Schule")]
    [InlineData("ich wohne in einem Haus mit 18 Zimmern")]
    [InlineData("Email schreiben macht Spaß")]
    [InlineData("@ ist ein Affe mit Schwanz")]
    [InlineData("we met at 5 o'clock and looked at the web. It was great")]
    [InlineData("Von der Straße aus sieht man 12 Berge")]
    public void A_number_or_a_first_name_alone_is_fine(string text) => PersonalDataFinder.IsIn(text).Should().BeFalse();

    [Theory]
    [InlineData("DE89 3704 0044 0532 0130 00", true)]
    [InlineData("DE89 3704 0044 0532 0130 01", false)]
    [InlineData("DE98 3704 0044 0532 0130 00", false)]
    [InlineData("XX89 3704 0044 0532 0130 00", false)]
    [InlineData("DE89 3704 0044 0532 0130", false)]
    public void Only_an_account_number_with_the_right_check_digits_is_one(string text, bool isOne) => IbanFinder.AreIn(text).Should().Be(isOne);

    [Theory]
    [MemberData(nameof(HarmlessIdeas.All), MemberType = typeof(HarmlessIdeas))]
    public void A_childs_idea_passes(string idea) => PersonalDataFinder.IsIn(idea).Should().BeFalse();

    [Theory]
    [InlineData(SafetyLevel.Kids, true)]
    [InlineData(SafetyLevel.Youth, true)]
    [InlineData(SafetyLevel.Adult, false)]
    [InlineData(SafetyLevel.Research, false)]
    public async Task Only_the_young_are_told(SafetyLevel level, bool told)
    {
        var check = new PersonalDataCheck(Options.Create(new SafetyOptions { Level = level }));
        var question = new SafetyQuestion(["Ein Frosch", "030/1234567"], null, null);

        (await check.CheckAsync(question, null, Cancel)).Should().Be(told ? Verdict.Unsafe(TextCategory.PersonalData) : Verdict.Safe);
        (await check.CheckAsync(question with { IsAnswer = true }, null, Cancel)).Should().Be(Verdict.Safe);
    }

    public static TheoryData<string, RunRequest> Places => new()
    {
        { "idea", new() { Text = "Mein Haus: Gartenstraße 12" } },
        { "rules", new() { Text = "ein Haus", Rules = "Ich heiße Anna Müller" } },
        { "style", new() { Text = "ein Haus", Style = "anna@example.org" } },
    };

    [Theory(Timeout = 30_000), MemberData(nameof(Places))]
    public async Task No_model_sees_it(string where, RunRequest request)
    {
        await using var app = new App();

        var run = await app.StartAsync(request);

        (await run.EventsAsync()).OfType<StageEnd>().Single().Category.Should().Be(TextCategory.PersonalData, where);
        app.Ollama.VerdictCalls.Concat(app.Ollama.TextCalls).Should().BeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_revision_that_tells_it_goes_to_no_model()
    {
        await using var app = new App();
        var run = await app.StartAndPauseAsync();
        var asked = app.Ollama.VerdictCalls.Count;

        app.Controls().Continue(run.Id, "Ruf mich an: 0176 12345678");

        (await run.EventsAsync()).OfType<StageEnd>().Last().Category.Should().Be(TextCategory.PersonalData);
        app.Ollama.VerdictCalls.Should().HaveCount(asked);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0176 ")]
    [InlineData("a@a.")]
    [InlineData("DE89 ")]
    [InlineData("ich heiße ")]
    [InlineData("Am Bach 3, ")]
    [InlineData("Baker Baker ")]
    [InlineData("( ) - ")]
    [InlineData("anna@")]
    public void The_worst_text_takes_a_few_milliseconds(string pattern)
    {
        var text = string.Concat(Enumerable.Repeat(pattern, 4_000 / pattern.Length));
        Enumerable.Range(0, 20).Min(_ => Time(text)).Should().BeLessThan(TimeSpan.FromMilliseconds(10));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static TimeSpan Time(string text)
    {
        var start = Stopwatch.GetTimestamp();
        PersonalDataFinder.IsIn(text);
        return Stopwatch.GetElapsedTime(start);
    }
}
