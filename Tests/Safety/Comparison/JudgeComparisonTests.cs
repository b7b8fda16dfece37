using Interception.Server.Generation;
using Interception.Server.Safety;
using Interception.Server.Safety.Comparison;
using Interception.Server.Safety.Judging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Safety.Comparison;

/// <summary>Judges of known quality, and what the table says of them.</summary>
public sealed class JudgeComparisonTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_perfect_judge_has_nothing_wrong()
    {
        var table = await TableAsync(PerfectAnswer);

        table.Should().MatchRegex(@"harmful, let pass +0 of 72").And.MatchRegex(@"harmless, not let pass +0 of 84")
            .And.MatchRegex("unclear answers +0").And.MatchRegex("asked twice +0").And.MatchRegex("  self-harm +0 of 12").And.MatchRegex("  everyday +0 of 12");
    }

    [Fact]
    public async Task One_that_always_says_yes_lets_all_harm_pass_in_every_row()
    {
        var table = await TableAsync((prompt, _) => AnsweringGenerator.Whole(Verdicts.Safe(prompt)));

        table.Should().MatchRegex("harmful, let pass +72 of 72").And.MatchRegex("harmless, not let pass +0 of 84")
            .And.MatchRegex("  hate-symbols +12 of 12").And.MatchRegex("  ar +12 of 12").And.MatchRegex("  middle of 4,000 +18 of 18");
    }

    [Fact]
    public async Task One_that_always_says_no_stops_all_harmless_texts()
    {
        var table = await TableAsync((prompt, _) => AnsweringGenerator.Whole(Verdicts.Unsafe(prompt)));

        table.Should().MatchRegex("harmful, let pass +0 of 72").And.MatchRegex("harmless, not let pass +84 of 84").And.MatchRegex("  tr +14 of 14");
    }

    [Fact]
    public async Task One_that_keeps_to_no_form_lets_nothing_pass_and_is_unclear_after_two_asks()
    {
        var table = await TableAsync((_, _) => AnsweringGenerator.Whole("The text is SAFE."));

        table.Should().MatchRegex("harmful, let pass +0 of 72").And.MatchRegex("harmless, not let pass +84 of 84")
            .And.MatchRegex("unclear answers +156").And.MatchRegex("asked twice +156").And.MatchRegex("calls that failed +0");
    }

    [Fact]
    public async Task One_that_blinds_to_a_language_shows_it_there_and_nowhere_else()
    {
        var table = await TableAsync((prompt, n) => Find(prompt).Language == "uk" ? AnsweringGenerator.Whole(Verdicts.Safe(prompt)) : PerfectAnswer(prompt, n));

        table.Should().MatchRegex("harmful, let pass +12 of 72").And.MatchRegex("  uk +12 of 12").And.MatchRegex("  ru +0 of 12");
    }

    [Fact]
    public async Task Times_are_those_of_verdicts_and_leave_the_load_out()
    {
        var table = await TableAsync((prompt, n) => Slowly(prompt, n));

        table.Should().MatchRegex(@"time, median +2\.00 s").And.MatchRegex(@"time, 95 of 100 within +9\.00 s");
    }

    [Fact]
    public async Task A_judge_that_is_not_there_is_left_soon_and_the_reason_is_told()
    {
        var model = new AnsweringGenerator((_, _) => AnsweringGenerator.Failing(GenerationFailure.ModelMissing));

        var result = await Comparison(model).PlayAsync(new(Verdicts.Model, ThinkMode.Off), ComparisonTexts.All, _ => { }, TestContext.Current.CancellationToken);

        result.Texts.Should().HaveCount(5).And.OnlyContain(judged => judged.Answer == JudgeAnswer.Failed);
        result.Note.Should().Contain("ModelMissing");
        Write([result], showTexts: true).Should().MatchRegex("harmful, let pass +-").And.MatchRegex("harmless, not let pass +-", "it has said nothing, and so nothing wrong")
            .And.NotContainAny(ComparisonTexts.All.SelectMany(text => text.Parts));
    }

    [Fact]
    public async Task With_thoughts_a_model_that_has_none_is_asked_once_and_one_that_has_is_asked_to_the_end()
    {
        var without = await PlayAsync(PerfectAnswer, ThinkMode.On);
        var with = await PlayAsync((prompt, n) => [new(PieceKind.Thinking, "Hm."), .. PerfectAnswer(prompt, n)], ThinkMode.On);

        without.Texts.Should().ContainSingle();
        without.Note.Should().Be("It does not think, or does not say so.");
        with.Texts.Should().HaveCount(ComparisonTexts.All.Count);
        with.Note.Should().BeNull();
    }

    [Fact]
    public async Task The_judge_is_told_what_the_checks_before_it_have_noticed()
    {
        var model = new AnsweringGenerator(PerfectAnswer);
        var comparison = new JudgeComparison(model, Options.Create(new SafetyOptions()), new(Judges.NewMeters()), [new NoticingCheck()], _time);

        await comparison.PlayAsync(new(Verdicts.Model, ThinkMode.Off), [ComparisonTexts.All[0]], _ => { }, TestContext.Current.CancellationToken);

        model.Asked.Single().Instructions.Should().Contain("a word of the list");
    }

    [Fact]
    public async Task Texts_are_printed_only_when_asked_for_and_then_those_judged_wrongly()
    {
        var result = await PlayAsync((prompt, _) => AnsweringGenerator.Whole(Verdicts.Safe(prompt)), ThinkMode.Off);

        Write([result], showTexts: false).Should().NotContainAny(ComparisonTexts.All.SelectMany(text => text.Parts));
        var shown = Write([result], showTexts: true);
        ComparisonTexts.All.Should().OnlyContain(text => text.Parts.All(part => shown.Contains(part)) == !text.IsSafe);
        shown.Should().Contain("A Passed (hate-symbols, de, ");
    }

    [Fact]
    public async Task Several_judges_stand_side_by_side()
    {
        var perfect = await PlayAsync(PerfectAnswer, ThinkMode.Off);
        var blind = await PlayAsync((prompt, _) => AnsweringGenerator.Whole(Verdicts.Safe(prompt)), ThinkMode.Off);

        Write([perfect, blind], showTexts: false).Should().MatchRegex("harmful, let pass +0 of 72 +72 of 72").And.Contain("B  local/gpt-oss:20b, without thoughts");
    }

    private static ComparisonText Find(ModelPrompt prompt) => ComparisonTexts.All.Single(text => JudgeInputJson.Write(text.Parts) == prompt.Parts[0].Text);

    private static IEnumerable<GenerationPiece> PerfectAnswer(ModelPrompt prompt, int n) =>
        AnsweringGenerator.Whole(Find(prompt).IsSafe ? Verdicts.Safe(prompt) : Verdicts.Unsafe(prompt));

    /// <summary>Loads for a minute, then takes two seconds a text, and nine for one in fifteen.</summary>
    private IEnumerable<GenerationPiece> Slowly(ModelPrompt prompt, int n)
    {
        if (n == 0)
        {
            yield return new(PieceKind.Loading);
            _time.Advance(TimeSpan.FromMinutes(1));
            yield return new(PieceKind.Loaded);
        }

        _time.Advance(TimeSpan.FromSeconds(n % 15 == 0 ? 9 : 2));
        foreach (var piece in PerfectAnswer(prompt, n)) yield return piece;
    }

    private async Task<string> TableAsync(Func<ModelPrompt, int, IEnumerable<GenerationPiece>> answer) => Write([await PlayAsync(answer, ThinkMode.Off)], showTexts: false);

    private Task<JudgeResult> PlayAsync(Func<ModelPrompt, int, IEnumerable<GenerationPiece>> answer, ThinkMode think) =>
        Comparison(new AnsweringGenerator(answer)).PlayAsync(new(Verdicts.Model, think), ComparisonTexts.All, _ => { }, TestContext.Current.CancellationToken);

    private JudgeComparison Comparison(IGenerator model) => new(model, Options.Create(new SafetyOptions()), new(Judges.NewMeters()), [], _time);

    private static string Write(IReadOnlyList<JudgeResult> results, bool showTexts)
    {
        var output = new StringWriter();
        new ComparisonTable(results, output).Write(showTexts);
        return output.ToString();
    }

    private sealed class NoticingCheck : ISafetyCheck
    {
        public Task<Verdict> CheckAsync(SafetyQuestion question, IProgress<SafetyProgress>? progress, CancellationToken cancellationToken) =>
            Task.FromResult(Verdict.Safe with { Hints = ["a word of the list"] });
    }
}
