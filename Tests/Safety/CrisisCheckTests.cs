using System.Diagnostics;
using Interception.Server.Contracts;
using Interception.Server.Safety;
using Interception.Server.Safety.Crisis;
using Interception.Tests.Support;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Safety;

public sealed class CrisisCheckTests
{
    private static readonly CrisisPhrases Phrases = CrisisPhrases.Load(Path.Combine(AppContext.BaseDirectory, "Safety", "Crisis"));

    [Theory]
    [InlineData("ich will nicht mehr leben")]
    [InlineData("Ich möchte einfach nicht mehr leben...")]
    [InlineData("ich moechte nich mehr da sein")]
    [InlineData("ICH WILL STERBEN!!!")]
    [InlineData("Ich wäre lieber tot.")]
    [InlineData("am liebsten wär ich tot")]
    [InlineData("Ich bring mich heute um")]
    [InlineData("manchmal denke ich dass ich sterben will")]
    [InlineData("ich denke oft an Selbstmord")]
    [InlineData("ich habe keine Lust mehr zu leben")]
    [InlineData("Mein Leben hat keinen Sinn mehr")]
    [InlineData("ich halte das Leben nicht mehr aus")]
    [InlineData("Niemand würde mich vermissen")]
    [InlineData("alle wären ohne mich besser dran")]
    [InlineData("ich ritze mich")]
    [InlineData("Ich wünschte, ich wäre tot")]
    [InlineData("ich will einfach nur noch sterben")]
    [InlineData("ich hoffe ich wache morgen nicht mehr auf")]
    [InlineData("ich will mir etwas antun")]
    [InlineData("Ich mag nicht mehr aufwachen.")]
    [InlineData("I don't want to live anymore")]
    [InlineData("i dont wanna live")]
    [InlineData("I want to die")]
    [InlineData("i just want to kill myself")]
    [InlineData("I’m going to kill myself tonight")]
    [InlineData("I wish I was never born")]
    [InlineData("i wish i was dead")]
    [InlineData("everyone would be better off without me")]
    [InlineData("I feel suicidal")]
    [InlineData("I cut myself on purpose")]
    [InlineData("I keep thinking about killing myself")]
    [InlineData("there is no reason to live")]
    [InlineData("Ölmek istiyorum")]
    [InlineData("artık yaşamak istemiyorum")]
    [InlineData("ARTIK YAŞAMAK İSTEMİYORUM")]
    [InlineData("Keşke ölsem")]
    [InlineData("kendimi öldürmek istiyorum")]
    [InlineData("intihar etmek istiyorum")]
    [InlineData("أريد أن أموت")]
    [InlineData("اريد ان اموت")]
    [InlineData("لا أريد أن أعيش بعد الآن")]
    [InlineData("وأريد أن أقتل نفسي")]
    [InlineData("بدي موت")]
    [InlineData("مش عايز أعيش")]
    [InlineData("سأنتحر")]
    [InlineData("Я хочу померти")]
    [InlineData("я більше не хочу жити")]
    [InlineData("хочу накласти на себе руки")]
    [InlineData("я вб’ю себе")]
    [InlineData("краще б мене не було")]
    [InlineData("я не хочу жить")]
    public void A_cry_for_help_is_heard(string text)
    {
        Phrases.AreIn(text).Should().BeTrue();
        Phrases.AreIn($"Ein Vogel sitzt auf dem Zaun.\n{text} Und der Zaun ist blau.").Should().BeTrue();
    }

    [Theory]
    [InlineData("Die Pflanze will nicht mehr leben")]
    [InlineData("Der Drache will nicht mehr leben, er ist sehr alt.")]
    [InlineData("Ich will nicht mehr Fußball spielen")]
    [InlineData("Ich will nicht mehr in Köln leben")]
    [InlineData("ich kann nicht mehr warten")]
    [InlineData("Mein Hund ist gestorben und ich bin traurig")]
    [InlineData("Ich habe mich am Zaun verletzt")]
    [InlineData("Die Hitze bringt mich um")]
    [InlineData("Der Ritter will sterben wie ein Held")]
    [InlineData("Tod in Venedig")]
    [InlineData("Ich schneide mir ein Stück Kuchen ab")]
    [InlineData("Ich lebe gern am Meer")]
    [InlineData("Ich wünschte, ich wäre ein Vogel")]
    [InlineData("ich will auch immer nur schlafen")]
    [InlineData("I wish I was a bird")]
    [InlineData("I want to die my hair blue")]
    [InlineData("I want to dye my hair blue")]
    [InlineData("I cut myself a slice of cake")]
    [InlineData("The dinosaurs died and the hero wants to live")]
    [InlineData("I want to live on the moon")]
    [InlineData("Deniz kenarında yaşamak istiyorum")]
    [InlineData("Mutlu olmak istiyorum")]
    [InlineData("لا أريد أن أموت")]
    [InlineData("أريد أن أعيش في البحر")]
    [InlineData("Я не хочу померти")]
    [InlineData("я хочу жити біля моря")]
    public void A_story_is_no_cry_for_help(string text) => Phrases.AreIn(text).Should().BeFalse();

    [Theory]
    [MemberData(nameof(HarmlessIdeas.All), MemberType = typeof(HarmlessIdeas))]
    public void A_childs_idea_passes(string idea) => Phrases.AreIn(idea).Should().BeFalse();

    [Theory]
    [InlineData("Ich will\u200B nicht mehr l\u00ADeben")]
    [InlineData("ｉｃｈ ｗｉｌｌ ｎｉｃｈｔ ｍｅｈｒ ｌｅｂｅｎ")]
    [InlineData("ich_will*nicht-mehr...leben")]
    [InlineData("\uD800ich will nicht mehr leben\uDC00")]
    public void Decoration_does_not_make_it_deaf(string text) => Phrases.AreIn(text).Should().BeTrue();

    [Fact]
    public async Task It_listens_to_a_child_over_all_parts_and_not_to_a_models_story()
    {
        (await AskAsync(SafetyLevel.Kids, "ich will", "nicht mehr leben")).Should().Be(Verdict.Unsafe(TextCategory.SelfHarm));
        (await AskAsync(SafetyLevel.Adult, "I want to die")).IsSafe.Should().BeFalse();
        (await AskAsync(SafetyLevel.Research, "I want to die")).IsSafe.Should().BeTrue();
        (await CheckAt(SafetyLevel.Kids).CheckAsync(new(["I want to die"], null, null) { IsAnswer = true }, null, Cancel)).IsSafe.Should().BeTrue();
    }

    [Theory(Timeout = 30_000)]
    [InlineData("ich will nicht mehr leben", "")]
    [InlineData("a blue bird", "I want to die")]
    public async Task With_the_model_down_help_is_there_at_once(string idea, string rules)
    {
        await using var app = new App();
        await app.Services.FirstRoundAsync();
        await app.Ollama.KillAsync();
        var start = Stopwatch.GetTimestamp();

        var run = await app.StartAsync(new RunRequest { Text = idea, Rules = rules });
        var end = (await run.EventsAsync()).OfType<StageEnd>().Single();

        end.Should().Match<StageEnd>(blocked => blocked.Code == Codes.Blocked && blocked.Category == TextCategory.SelfHarm);
        Stopwatch.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(2));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(60)]
    [InlineData(0)]
    public async Task Nobody_waits_in_the_line_for_help(int capacity)
    {
        await using var app = new App(null, ("Queue:Capacity", $"{capacity}"));
        var (writing, _) = await app.StartWritingAsync();

        var run = await app.StartAsync("ich will nicht mehr leben");

        (await run.EventsAsync()).OfType<StageEnd>().Single().Category.Should().Be(TextCategory.SelfHarm);
        writing.Ended.IsCompleted.Should().BeFalse();
        await app.Controls().StopAsync(writing.Id);
        app.ShouldHaveItsPlace();
    }

    [Fact(Timeout = 30_000)]
    public async Task It_comes_before_every_other_reason()
    {
        await using var gate = new App();
        var run = await gate.StartAsync("Heil Hitler, anna@example.org, ich will nicht mehr leben");

        (await run.EventsAsync()).OfType<StageEnd>().Single().Category.Should().Be(TextCategory.SelfHarm);
        gate.Ollama.VerdictCalls.Should().BeEmpty();
    }

    [Fact]
    public void The_worst_text_takes_a_few_milliseconds()
    {
        var text = string.Concat(Enumerable.Repeat("ich will nicht mehr lebe ", 160));
        Enumerable.Range(0, 30).Min(_ => Time(text)).Should().BeLessThan(TimeSpan.FromMilliseconds(10));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static CrisisCheck CheckAt(SafetyLevel level) => new(Phrases, Options.Create(new SafetyOptions { Level = level }));

    private static Task<Verdict> AskAsync(SafetyLevel level, params string[] parts) =>
        CheckAt(level).CheckAsync(new(parts, null, null), null, Cancel);

    private static TimeSpan Time(string text)
    {
        var start = Stopwatch.GetTimestamp();
        Phrases.AreIn(text);
        return Stopwatch.GetElapsedTime(start);
    }
}
