using Interception.Server.Generation;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Generation.Ollama;

/// <summary>Thoughts cost a class minutes: a model is told to think only where somebody wants it, in the form that it takes.</summary>
public sealed class ThinkOptionsTests : OllamaTest
{
    private const string Switch = """{"details":{"family":"llama"},"capabilities":["completion","thinking"]}""";
    private const string Levels = """{"details":{"family":"gptoss"},"capabilities":["thinking"]}""";

    [Theory(Timeout = 10_000)]
    [InlineData("bird", Switch, null, "false", 600)]
    [InlineData("bird", Switch, ThinkMode.Off, "false", 600)]
    [InlineData("bird", Switch, ThinkMode.Low, "true", 1624)]
    [InlineData("bird", Switch, ThinkMode.On, "true", 1624)]
    [InlineData("bird", Levels, null, "\"low\"", 1624)]
    [InlineData("bird", Levels, ThinkMode.Off, "\"low\"", 1624)]
    [InlineData("bird", Levels, ThinkMode.Low, "\"low\"", 1624)]
    [InlineData("bird", Levels, ThinkMode.On, "\"medium\"", 1624)]
    [InlineData("org/GPT-OSS-small", """{"details":{"family":""},"capabilities":["thinking"]}""", null, "\"low\"", 1624)]
    [InlineData("gpt-oss:20b", """{"details":{"family":"gptoss"},"capabilities":["completion"]}""", ThinkMode.On, "", 600)]
    [InlineData("bird", """{"details":{"family":"llama"}}""", ThinkMode.On, "", 600)]
    [InlineData("bird", "{}", null, "", 600)]
    public async Task A_model_is_told_what_it_takes_and_has_room_for_the_thoughts_that_it_is_told_to_have(
        string model, string shown, ThinkMode? wished, string think, int room)
    {
        Ollama.Models.Add(new(model) { Loaded = true, Thinking = true });
        Ollama.On("/api/show", _ => Script.Status(200, shown));

        await AnswerAsync(OllamaSetup.Ask($"local/{model}") with { Think = wished });

        var body = (await Ollama.TextCalls.NextAsync()).Json;
        (body.TryGetProperty("think", out var sent) ? sent.GetRawText() : "").Should().Be(think);
        body.GetProperty("options").GetProperty("num_predict").GetInt32().Should().Be(room);
    }

    [Theory(Timeout = 10_000)]
    [InlineData(ThinkMode.Off, "false")]
    [InlineData(ThinkMode.Low, "true")]
    [InlineData(ThinkMode.On, "true")]
    public async Task The_setting_decides_where_a_call_wishes_nothing(ThinkMode setting, string think)
    {
        Ollama.Models.Add(new("bird") { Loaded = true, Thinking = true });
        using var setup = new OllamaSetup(Time, new OllamaOptions { Endpoints = [Ollama.Address], Think = setting });

        await setup.Generator.StreamAsync(OllamaSetup.Ask("bird"), Cancel).ToListAsync(Cancel);

        (await Ollama.TextCalls.NextAsync()).Json.GetProperty("think").GetRawText().Should().Be(think);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("\"bird\" does not support thinking")]
    [InlineData("think value \"low\" is not supported for this model")]
    [InlineData("registry.example/bird:latest does not support Thinking")]
    public async Task A_server_that_takes_no_word_of_thinking_is_asked_again_without_and_remembered(string words)
    {
        Ollama.Models.Add(new("bird") { Loaded = true, Thinking = true });
        Ollama.OnText(request => request.Json.TryGetProperty("think", out _) ? Script.Error(400, words) : null);

        var first = await AnswerAsync(OllamaSetup.Ask("bird"));
        var second = await AnswerAsync(OllamaSetup.Ask("bird"));

        All(first, PieceKind.Text).Should().Be(ScriptedOllama.Text);
        All(second, PieceKind.Text).Should().Be(ScriptedOllama.Text);
        Ollama.TextCalls.Select(call => call.Json.TryGetProperty("think", out _)).Should().Equal(true, false, false);
    }

    [Fact(Timeout = 10_000)]
    public async Task Another_refusal_is_not_asked_again()
    {
        Ollama.Models.Add(new("bird") { Loaded = true, Thinking = true });
        Ollama.EnqueueText(Script.Error(400, "invalid options"));

        (await TryAnswerAsync(OllamaSetup.Ask("bird"))).Failure!.Failure.Should().Be(GenerationFailure.Refused);

        Ollama.TextCalls.Count.Should().Be(1);
    }
}
