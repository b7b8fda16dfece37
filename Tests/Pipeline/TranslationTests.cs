using System.Text;
using Interception.Server.Contracts;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Pipeline;

/// <summary>A translation is a model's text: it must be whole, must be a translation, and is checked like an original.</summary>
public sealed class TranslationTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly App _app = shared.App;

    [Fact(Timeout = 30_000)]
    public async Task The_idea_is_checked_translated_checked_again_with_its_rules_and_then_used()
    {
        await using var app = new App();
        app.Ollama.EnqueueText(Script.Tokens("ein ", "Vogel").ThinkingFirst("Bird is Vogel."));
        var run = await app.StartAsync(new RunRequest { Text = "a bird", Rules = "from below", Style = "blue", TranslateTo = "de" });
        await run.WaitForAsync<RunPause>();

        app.Ollama.VerdictCalls[0].Judged().Should().Equal("a bird", "blue", "from below");
        app.Ollama.TextCalls[0].Part("text").Should().Be("a bird");
        app.Ollama.VerdictCalls[1].Judged().Should().Equal("ein Vogel", "blue", "from below");
        app.Ollama.TextCalls[1].Part("idea").Should().Be("ein Vogel");
        app.Ollama.VerdictCalls[1].Number.Should().BeInRange(app.Ollama.TextCalls[0].Number, app.Ollama.TextCalls[1].Number);
        (await run.TextAsync(Stage.PreInterception)).Should().Be("ein Vogel");
    }

    [Theory(Timeout = 30_000), InlineData(false), InlineData(true)]
    public async Task The_interception_is_translated_and_checked_before_the_piece_is_written(bool revised)
    {
        await using var app = new App();
        app.Ollama.EnqueueText(Script.Tokens("a fence"), Script.Tokens("ein Zaun"));
        var run = await app.StartAsync(new RunRequest { Text = "a bird", TranslateOutputTo = "de" });
        await run.WaitForAsync<RunPause>();
        app.Controls().Continue(run.Id, revised ? "a new fence" : null);
        await run.EndAsync();

        app.Ollama.TextCalls[1].Part("text").Should().Be(revised ? "a new fence" : "a fence");
        app.Ollama.TextCalls[2].Part("text").Should().Be("ein Zaun");
        app.Ollama.VerdictCalls.Select(asked => string.Concat(asked.Judged())).Should()
            .Equal(["a bird", "a fence", .. revised ? ["a new fence"] : Array.Empty<string>(), "ein Zaun", ScriptedOllama.Text]);
        (await run.TextAsync(Stage.PreOutput)).Should().Be("ein Zaun");
    }

    public static TheoryData<string, int, int, bool> Lengths => new()
    {
        { "200 bytes can become anything", 200, 1, true },
        { "200 bytes can become anything", 200, 5_000, true },
        { "201 bytes cannot", 201, 60, false },
        { "201 bytes cannot", 201, 604, false },
        { "three times as long is a translation", 300, 900, true },
        { "longer is an answer", 300, 901, false },
        { "three tenths are a translation", 300, 90, true },
        { "less is an answer", 300, 89, false },
    };

    [Theory(Timeout = 30_000), MemberData(nameof(Lengths))]
    public async Task An_answer_in_the_place_of_a_translation_blocks(string what, int original, int translation, bool passes)
    {
        // Characters of two bytes: it is bytes that count.
        var answer = OfBytes(translation);
        _app.Ollama.EnqueueText(Script.Tokens(answer));
        var run = await _app.StartAsync(new RunRequest { Text = OfBytes(original), TranslateTo = "de" });

        if (passes)
        {
            await run.WaitForAsync<RunPause>();
            (await run.TextAsync(Stage.PreInterception)).Should().Be(answer, what);
        }
        else
        {
            await ShouldEndAsync(run, Outcome.Blocked, Codes.Blocked, TextCategory.Other);
        }
    }

    [Theory(Timeout = 30_000), InlineData("length"), InlineData(null)]
    public async Task A_translation_that_is_cut_off_cannot_be_checked(string? reason)
    {
        var cut = Script.Tokens("ein ", "blauer ");
        _app.Ollama.EnqueueText(reason is null ? cut.ThenEnd() : cut.Done(reason));
        var run = await _app.StartAsync(new RunRequest { Text = "a blue bird", TranslateTo = "de" });

        await ShouldEndAsync(run, Outcome.Failed, Codes.SafetyUnavailable);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_translation_that_loops_cannot_be_checked()
    {
        _app.Ollama.EnqueueText(Script.Tokens(Enumerable.Repeat("Vogel ", 2_000)));
        var run = await _app.StartAsync(new RunRequest { Text = "a blue bird", TranslateTo = "de" });

        await ShouldEndAsync(run, Outcome.Failed, Codes.SafetyUnavailable);
    }

    public static TheoryData<string, Script> Failures => new()
    {
        { Codes.ModelMissing, Script.Error(404, "model not found") },
        { Codes.ProviderUnavailable, Script.Error(500, "no memory") },
        { Codes.ProviderUnavailable, Script.ResetBeforeHeaders() },
        { Codes.ProviderInterrupted, Script.Tokens("ein ").ThenReset() },
        { Codes.ProviderInterrupted, Script.Tokens(" ", "\n") },
        { Codes.InvalidRequest, Script.Recording("0.32.15/prompt-too-long-strict.http") },
    };

    [Theory(Timeout = 30_000), MemberData(nameof(Failures))]
    public async Task A_failing_translation_keeps_the_code_of_its_cause(string code, Script script)
    {
        var idea = $"a blue bird, {Guid.NewGuid()}";
        // However often it is asked.
        _app.Ollama.OnText(asked => asked.Part("text") == idea ? script : null);
        var run = await _app.StartAsync(new RunRequest { Text = idea, TranslateTo = "de" });

        await ShouldEndAsync(run, Outcome.Failed, code);
    }

    /// <summary>The run ends in stage 1, and nothing was written from what came of the translation.</summary>
    private async Task ShouldEndAsync(Run run, Outcome outcome, string code, TextCategory? category = null)
    {
        var events = await run.EventsAsync();
        events.OfType<StageEnd>().Single().Should().Match<StageEnd>(end =>
            end.Stage == Stage.PreInterception && end.Outcome == outcome && end.Code == code && end.Category == category);
        events[^1].Should().Match<RunEnd>(end => end.Outcome == outcome && end.Code == code);
        _app.Ollama.TextCalls[^1].Part("text").Should().NotBeNull("the translation was the last text asked for");
    }

    private static string OfBytes(int count)
    {
        var text = new string('ü', count / 2) + new string('.', count % 2);
        Encoding.UTF8.GetByteCount(text).Should().Be(count);
        return text;
    }
}
