using System.Diagnostics;
using System.Text.Json;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Generation.Ollama;

public sealed class ScriptedOllamaTests : ScriptedOllamaTest
{
    [Fact(Timeout = 10_000)]
    public async Task A_token_leaves_only_when_it_is_released()
    {
        var turnstile = new Turnstile();
        Ollama.EnqueueText(Script.Tokens("a", "b").InLockStep(turnstile));
        var answer = AskAsync(Chat());
        await Ollama.TextCalls.WaitFor(1);

        answer.IsCompleted.Should().BeFalse("Ollama sends no head before the first token");
        turnstile.Release();
        using var lines = new StreamReader(await (await answer).Content.ReadAsStreamAsync(Cancel));
        (await lines.ReadLineAsync(Cancel)).Should().Contain("\"content\":\"a\"");
        var second = lines.ReadLineAsync(Cancel).AsTask();
        second.IsCompleted.Should().BeFalse();
        turnstile.Release();
        (await second).Should().Contain("\"content\":\"b\"");
        (await lines.ReadLineAsync(Cancel)).Should().Contain("\"done\":true,\"done_reason\":\"stop\",\"total_duration\":");
    }

    [Fact(Timeout = 10_000)]
    public async Task An_unscripted_chat_writes_sixty_tokens()
    {
        var lines = await LinesAsync(Chat());

        lines.Should().HaveCount(61);
        string.Concat(lines.Select(Content)).Should().Be(ScriptedOllama.Text);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_line_has_the_keys_and_escapes_of_a_real_one()
    {
        Ollama.EnqueueText(Script.Tokens("<b> & \"ü\" 🐈\u2028").ThinkingFirst("hm"));

        var lines = await LinesAsync(Chat());

        lines[0].Should().MatchRegex("^{\"model\":\"gpt-oss:20b\",\"created_at\":\"[0-9-]{10}T[0-9:]{8}[.][0-9]{9}Z\",")
            .And.EndWith("""
                ,"message":{"role":"assistant","content":"","thinking":"hm"},"done":false}
                """);
        lines[1].Should().Contain("""{"role":"assistant","content":"\u003cb\u003e \u0026 \"ü\" 🐈\u2028"}""");
    }

    [Theory(Timeout = 10_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_verdict_is_safe_by_default_and_echoes_its_nonce(bool stream)
    {
        var lines = await LinesAsync(Verdict("k7", stream));

        string.Concat(lines.Select(Content)).Should().Be("""{ "nonce" : "k7" , "verdict" : "SAFE" , "why" : "none" } """);
        Ollama.VerdictCalls.Should().ContainSingle();
        Ollama.TextCalls.Should().BeEmpty();
    }

    [Theory(Timeout = 10_000)]
    [InlineData("0.32.15/chat-thinking.http")]
    [InlineData("0.32.15/runner-killed-mid-stream.http")]
    [InlineData("0.24.0/load-fails.http")]
    public async Task A_recording_is_replayed_byte_for_byte(string name)
    {
        Ollama.EnqueueText(Script.Recording(name).ByteByByte());
        var recorded = Recordings.Bytes($"ollama/{name}");

        (await RawAsync(Chat(), recorded.Length)).Should().Equal(recorded);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_response_can_be_cut_anywhere()
    {
        Ollama.OnText(_ => Script.Recording("0.32.15/chat-whole.http").CutAt(1, 200));

        (await LinesAsync(Chat())).Should().Equal(Recordings.Lines("ollama/0.32.15/chat-whole.http"));
    }

    [Fact(Timeout = 10_000)]
    public async Task Requests_are_recorded_to_the_character()
    {
        await LinesAsync(Chat("Ein „Igel“ 🦔"));

        var request = await Ollama.TextCalls.NextAsync();
        request.Body.Should().Be(Chat("Ein „Igel“ 🦔"));
        (request.Number, request.Method, request.Path, request.Model, request.Prompt)
            .Should().Be((1, "POST", "/api/chat", "gpt-oss:20b", "Ein „Igel“ 🦔"));
        request.Headers["content-type"].Should().StartWith("application/json");
        await request.Completed.WaitAsync(Cancel);
        request.ClientLeft.IsCompleted.Should().BeFalse("the connection is kept");
    }

    [Fact(Timeout = 10_000)]
    public async Task A_client_that_leaves_during_a_stall_is_noticed_at_once()
    {
        Ollama.EnqueueText(Script.Tokens("a").ThenStall());
        var answer = await AskAsync(Chat());
        var left = Stopwatch.GetTimestamp();
        answer.Dispose();

        var seen = await (await Ollama.TextCalls.WaitFor(1)).ClientLeft.WaitAsync(Cancel);
        Stopwatch.GetElapsedTime(left, seen).Should().BeLessThan(TimeSpan.FromMilliseconds(500));
    }

    [Fact(Timeout = 10_000)]
    public async Task Calls_beyond_the_slots_wait_in_the_order_of_their_arrival()
    {
        await using var narrow = new ScriptedOllama { Slots = 1 };
        Http.BaseAddress = narrow.Address;
        var turnstile = new Turnstile();
        narrow.OnText(request => Script.Tokens(request.Prompt).InLockStep(turnstile));
        var answers = new List<Task<string[]>>();
        foreach (var n in Enumerable.Range(1, 3))
        {
            answers.Add(LinesAsync(Chat($"{n}")));
            await narrow.TextCalls.WaitFor(n);
        }

        for (var n = 1; n <= 3; n++)
        {
            turnstile.Release();
            Content((await answers[n - 1])[0]).Should().Be($"{n}");
            answers.Skip(n).Any(later => later.IsCompleted).Should().BeFalse();
        }
    }

    private static string Content(string line) =>
        JsonDocument.Parse(line).RootElement.GetProperty("message").GetProperty("content").GetString()!;
}
