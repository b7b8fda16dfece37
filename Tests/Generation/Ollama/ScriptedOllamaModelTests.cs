using System.Net.Http.Json;
using System.Text.Json;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Generation.Ollama;

public sealed class ScriptedOllamaModelTests : ScriptedOllamaTest
{
    private readonly ScriptedModel _bird = new("bird");

    public ScriptedOllamaModelTests() => Ollama.Models.Add(_bird);

    [Fact(Timeout = 10_000)]
    public async Task A_load_call_brings_the_model_into_memory()
    {
        (await NamesAsync("/api/ps")).Should().Equal("gpt-oss:20b");

        (await LinesAsync(Load("bird"))).Should().ContainSingle()
            .Which.Should().EndWith("""{"role":"assistant","content":""},"done":true,"done_reason":"load"}""");

        (await NamesAsync("/api/ps")).Should().Equal("bird:latest", "gpt-oss:20b");
        Ollama.LoadCalls.Should().ContainSingle().Which.Model.Should().Be("bird");
    }

    [Fact(Timeout = 10_000)]
    public async Task A_load_whose_only_client_leaves_is_thrown_away()
    {
        _bird.HoldLoad();
        using var patience = new CancellationTokenSource();
        var answer = AskAsync(Load("bird"), cancel: patience.Token);
        var request = await Ollama.LoadCalls.WaitFor(1);

        await patience.CancelAsync();
        await request.Completed.WaitAsync(Cancel);

        (_bird.LoadsBegun, _bird.LoadsThrownAway, _bird.Loaded).Should().Be((1, 1, false));
        await answer.Invoking(a => a).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact(Timeout = 10_000)]
    public async Task A_chat_waits_for_the_load_that_a_load_call_began()
    {
        _bird.HoldLoad();
        var load = LinesAsync(Load("bird"));
        await Ollama.LoadCalls.WaitFor(1);
        var chat = LinesAsync(Chat(model: "bird"));
        await Ollama.TextCalls.WaitFor(1);

        chat.IsCompleted.Should().BeFalse();
        _bird.FinishLoad();

        (await load).Should().ContainSingle();
        (await chat).Should().HaveCount(61);
        _bird.LoadsBegun.Should().Be(1);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_model_that_is_not_there_can_be_pulled()
    {
        _bird.Present = false;
        (await NamesAsync("/api/tags")).Should().Equal("gpt-oss:20b");

        (await LinesAsync("""{"model":"bird"}""", "/api/pull"))[^1].Should().Be("""{"status":"success"}""");

        (await NamesAsync("/api/tags")).Should().Equal("bird:latest", "gpt-oss:20b");
        (await LinesAsync("""{"model":"nobird"}""", "/api/pull"))[^1].Should()
            .Be("""{"error":"pull model manifest: file does not exist"}""");
    }

    [Fact(Timeout = 10_000)]
    public async Task Show_tells_which_models_think()
    {
        (await LinesAsync("""{"model":"gpt-oss:20b"}""", "/api/show"))[0].Should()
            .Contain("\"family\":\"gptoss\"").And.Contain("""
                "capabilities":["completion","thinking"]
                """);
        (await LinesAsync("""{"model":"bird"}""", "/api/show"))[0].Should().NotContain("thinking");
    }

    [Fact(Timeout = 10_000)]
    public async Task Generate_speaks_its_own_dialect()
    {
        Ollama.EnqueueText(Script.Tokens("a"));

        var lines = await LinesAsync("""{"model":"bird","prompt":"?"}""", "/api/generate");

        lines[0].Should().EndWith("\"response\":\"a\",\"done\":false}");
        lines[1].Should().Contain("\"response\":\"\",\"done\":true,\"done_reason\":\"stop\",\"context\":[1,2,3],\"total_duration\"");
    }

    private async Task<string[]> NamesAsync(string path)
    {
        var answer = await Http.GetFromJsonAsync<JsonElement>(path, Cancel);
        return [.. answer.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("name").GetString()!)];
    }
}
