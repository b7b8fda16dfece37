using System.Diagnostics.Metrics;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Server.Generation;
using Interception.Server.Safety;

namespace Interception.Tests.Safety;

public sealed class JudgeTests : SafetyCheckContract
{
    protected override ISafetyCheck Check { get; } = Judges.Of(new AnsweringGenerator((prompt, _) =>
        AnsweringGenerator.Whole(MindsSiegHeil(prompt) ? Verdicts.Unsafe(Verdicts.NonceOf(prompt), "hate-symbols") : Verdicts.Safe(prompt))));

    [Fact]
    public async Task Without_a_judge_nobody_is_asked()
    {
        var model = new AnsweringGenerator();

        (await Judges.AskAsync(model, Question("x") with { Judge = null })).Should().Be(Verdict.Safe);

        model.Asked.Should().BeEmpty();
    }

    [Fact]
    public async Task The_model_is_asked_where_the_run_has_its_place()
    {
        var model = new AnsweringGenerator(Verdicts.Safe);
        var place = new Uri("http://ollama:11434");

        await Judges.AskAsync(model, Question("x") with { Endpoint = place });

        model.Asked.Should().ContainSingle().Which.Should().Match<ModelPrompt>(prompt =>
            prompt.Job == GenerationJob.Verdict && prompt.Model == Verdicts.Model && prompt.Endpoint == place);
    }

    [Fact]
    public async Task Loading_is_told_and_thinking_counts_for_nothing()
    {
        var told = new List<SafetyProgress>();
        var model = new AnsweringGenerator((prompt, _) =>
        [
            new(PieceKind.Loading), new(PieceKind.Loaded), new(PieceKind.Thinking, "Is it UNSAFE?"),
            .. AnsweringGenerator.Whole(Verdicts.Safe(prompt)),
        ]);

        (await Judges.Of(model).CheckAsync(Question("x"), new Told(told), TestContext.Current.CancellationToken)).Should().Be(Verdict.Safe);

        told.Should().Equal(SafetyProgress.Loading, SafetyProgress.Loaded);
    }

    [Fact]
    public async Task Every_call_has_a_nonce_of_its_own()
    {
        var model = new AnsweringGenerator((prompt, call) =>
            AnsweringGenerator.Whole(call % 2 == 0 ? "hm" : Verdicts.Safe(prompt)));

        for (var i = 0; i < 50; i++) await Judges.AskAsync(model, Question("x"));

        var nonces = model.Asked.Select(Verdicts.NonceOf).ToArray();
        nonces.Should().HaveCount(100).And.OnlyHaveUniqueItems().And.OnlyContain(nonce => nonce.Length >= 16);
        model.Asked.Should().OnlyContain(prompt => prompt.Instructions.Contains(Verdicts.NonceOf(prompt)));
    }

    [Fact]
    public async Task A_verdict_with_the_nonce_of_the_call_before_is_none()
    {
        var nonce = "";
        var model = new AnsweringGenerator(prompt => { nonce = Verdicts.NonceOf(prompt); return "hm"; }, _ => Verdicts.Safe(nonce));

        await Judges.FailAsync(model);
    }

    [Theory]
    [InlineData("hm")]
    [InlineData("")]
    [InlineData("""{"safe":true}""")]
    public async Task A_malformed_answer_is_asked_for_once_more(string first)
    {
        var model = new AnsweringGenerator(_ => first, Verdicts.Safe);

        (await Judges.AskAsync(model, Question("x"))).Should().Be(Verdict.Safe);

        model.Asked.Should().HaveCount(2);
    }

    [Fact]
    public async Task Every_answer_is_counted()
    {
        var counted = new List<string>();
        var meters = Judges.NewMeters();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, all) =>
        {
            if (instrument.Meter.Scope == meters) all.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add(string.Join(' ', tags.ToArray().Select(tag => tag.Value))));
        listener.Start();
        var model = new AnsweringGenerator((asked, call) => call switch
        {
            0 => AnsweringGenerator.Whole("hm"),
            1 => AnsweringGenerator.Whole(Verdicts.Safe(asked)),
            2 => AnsweringGenerator.Failing(GenerationFailure.Unavailable),
            _ => AnsweringGenerator.Whole(Verdicts.Unsafe(asked)),
        });
        var judge = Judges.Of(model, metrics: new(meters));

        await judge.CheckAsync(Question("x"), null, TestContext.Current.CancellationToken);
        await judge.CheckAsync(Question("x"), null, TestContext.Current.CancellationToken);

        counted.Should().Equal("1 unclear", "2 safe", "1 failed", "2 unsafe");
    }

    [Fact]
    public async Task A_clear_no_is_not_asked_again()
    {
        var model = new AnsweringGenerator(Verdicts.Unsafe);

        (await Judges.AskAsync(model, Question("x"))).Should().Be(Verdict.Unsafe(TextCategory.Violence));

        model.Asked.Should().ContainSingle();
    }

    // A model reads the strings as one story.
    private static bool MindsSiegHeil(ModelPrompt prompt) =>
        string.Join(' ', JsonSerializer.Deserialize<string[]>(prompt.Parts.Single().Text)!).Contains("Sieg Heil", StringComparison.Ordinal);

    private sealed class Told(List<SafetyProgress> all) : IProgress<SafetyProgress>
    {
        public void Report(SafetyProgress value) => all.Add(value);
    }
}
