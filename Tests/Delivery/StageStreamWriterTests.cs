using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Delivery;

/// <summary>One stage as server-sent events.</summary>
public class StageStreamWriterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task A_stage_stream_says_connected_then_chunks_with_their_offsets_then_complete()
    {
        await using var app = new App();
        using var http = app.CreateClient();

        var messages = await StageStreams.ReadAsync(http, "/api/text_stream/stage2/mine?prompt=a+blue+bird&context=from+below").ToListAsync(Token);

        messages.Select(message => message.Name).Distinct().Should().Equal("connected", "chunk", "complete");
        var offset = 0;
        foreach (var chunk in messages.Where(message => message.Name == "chunk"))
        {
            offset += chunk.Data.GetProperty("text_chunk").GetString()!.Length;
            chunk.Id.Should().Be(offset.ToString(CultureInfo.InvariantCulture));
        }
        var complete = messages[^1];
        complete.Id.Should().Be($"{offset}.end");
        complete.Data.GetProperty("final_text").GetString().Should().Be(ScriptedOllama.Text);
        complete.Data.GetProperty("char_count").GetInt32().Should().Be(ScriptedOllama.Text.Length);
        complete.Data.GetProperty("model_used").GetString().Should().Be("local/gpt-oss:20b");
        complete.Data.GetProperty("is_safe").GetBoolean().Should().BeTrue();
        messages[0].Data.GetProperty("status").GetString().Should().Be("streaming");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_reader_that_comes_back_with_any_chunks_id_gets_exactly_what_is_missing()
    {
        await using var app = new App();
        using var http = app.CreateClient();
        const string url = "/api/text_stream/stage2/mine?prompt=a+blue+bird";
        var messages = await StageStreams.ReadAsync(http, url).ToListAsync(Token);

        foreach (var id in messages.Where(message => message.Name == "chunk").Select(message => message.Id))
        {
            var rest = await StageStreams.ReadAsync(http, url, id).ToListAsync(Token);
            string.Concat(rest.Where(message => message.Name == "chunk").Select(message => message.Data.GetProperty("text_chunk").GetString()))
                .Should().Be(ScriptedOllama.Text[int.Parse(id!, CultureInfo.InvariantCulture)..]);
            rest[^1].Id.Should().Be(messages[^1].Id);
        }
        app.Ollama.TextCalls.Count.Should().Be(1, "coming back is not a new run");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_reader_that_comes_back_with_an_endings_id_is_told_to_stay_away()
    {
        await using var app = new App();
        using var http = app.CreateClient();
        const string url = "/api/text_stream/stage2/mine?prompt=a+blue+bird";
        var last = await StageStreams.ReadAsync(http, url).LastAsync(Token);

        using var again = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { { "Last-Event-ID", last.Id! } } };
        (await http.SendAsync(again, Token)).StatusCode.Should().Be(HttpStatusCode.NoContent);
    }

    [Theory(Timeout = 30_000), InlineData("7", HttpStatusCode.NotFound), InlineData("7.end", HttpStatusCode.NoContent)]
    public async Task A_reader_that_comes_back_to_a_forgotten_run_does_not_start_another(string lastEventId, HttpStatusCode status)
    {
        await using var app = new App();
        using var http = app.CreateClient();

        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/text_stream/stage2/gone?prompt=a+blue+bird")
        {
            Headers = { { "Last-Event-ID", lastEventId } },
        };

        (await http.SendAsync(again, Token)).StatusCode.Should().Be(status);
        app.Ollama.Requests.Should().NotContain(request => request.Path == "/api/chat");
    }

    [Fact(Timeout = 30_000)]
    public async Task An_idea_that_is_blocked_before_its_call_begins_to_read_is_a_blocked_event_all_the_same()
    {
        await using var app = new App();
        app.Ollama.OnVerdict(_ => Script.Verdict("UNSAFE", "violence"));
        using var http = app.CreateClient();
        const string url = "/api/text_stream/stage2/mine?prompt=a+blue+bird";
        var first = await StageStreams.ReadAsync(http, url).ToListAsync(Token);

        var late = await StageStreams.ReadAsync(http, url).ToListAsync(Token);

        late.Select(message => (message.Name, $"{message.Data}")).Should().Equal(first.Select(message => (message.Name, $"{message.Data}")));
        late[^1].Id.Should().Be("0.end");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_blocked_idea_is_a_blocked_event_with_the_stage_where_it_happened()
    {
        await using var app = new App();
        app.Ollama.OnVerdict(_ => Script.Verdict("UNSAFE", "violence"));
        using var http = app.CreateClient();

        var messages = await StageStreams.ReadAsync(http, "/api/text_stream/stage2/mine?prompt=a+blue+bird").ToListAsync(Token);

        messages.Select(message => message.Name).Should().Equal("connected", "blocked");
        messages[^1].Data.GetProperty("stage").GetString().Should().Be("PreInterception");
        messages[^1].Data.GetProperty("category").GetString().Should().Be("violence");
        messages[^1].Id.Should().Be("0.end");
        app.Ollama.TextCalls.Count.Should().Be(0);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_stage_that_breaks_off_ends_with_an_error_event()
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Script.Tokens("A ", "blue ").ThenErrorLine("/root/.ollama/models/blobs/sha256-1 broke"));
        using var http = app.CreateClient();

        var last = await StageStreams.ReadAsync(http, "/api/text_stream/stage2/mine?prompt=a+blue+bird").LastAsync(Token);

        last.Name.Should().Be("error");
        last.Data.GetProperty("code").GetString().Should().Be(Codes.ProviderInterrupted);
        last.Data.GetRawText().Should().NotContain("blobs");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("stage1", new[] { "PreInterception" }, 0)]
    [InlineData("stage2", new[] { "PreInterception", "Interception" }, 1)]
    [InlineData("stage3", new[] { "PreOutput" }, 0)]
    [InlineData("stage4", new[] { "PreOutput", "Output" }, 1)]
    public async Task The_platform_gets_the_stages_that_lead_to_the_one_it_asks_for(string stage, string[] stages, int textCalls)
    {
        await using var app = new App();
        using var http = app.CreateClient();
        var connected = await StageStreams.ReadAsync(http, $"/api/text_stream/{stage}/mine?prompt=a+blue+bird").FirstAsync(Token);
        await StageStreams.ReadAsync(http, $"/api/text_stream/{stage}/mine?prompt=a+blue+bird").LastAsync(Token);

        var events = await StageStreams.ReadAsync(http, $"/api/runs/{connected.Data.GetProperty("run_id").GetString()}/events").ToListAsync(Token);

        events.Where(message => message.Data.GetProperty("type").GetString() == "stage-end")
            .Select(message => message.Data.GetProperty("stage").GetString()).Should().Equal(stages);
        events[^1].Data.GetProperty("outcome").GetString().Should().Be("Completed");
        app.Ollama.TextCalls.Count.Should().Be(textCalls);
        app.Ollama.VerdictCalls.Count.Should().BeGreaterThan(0, "a text from outside is always checked");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_stage_stream_is_started_by_post_as_well()
    {
        await using var app = new App();
        using var http = app.CreateClient();

        var response = await http.PostAsJsonAsync("/api/text_stream/stage1/mine", new { text = "a blue bird", style_prompt = "calm" }, Token);

        (await response.Content.ReadAsStringAsync(Token)).Should().Contain("event: complete").And.Contain("a blue bird");
        response.Headers.CacheControl!.NoStore.Should().BeTrue();
        response.Headers.GetValues("X-Accel-Buffering").Should().Equal("no");
        (await http.PostAsJsonAsync("/api/text_stream/stage1/more", new { text = "a bird", raw = true }, Token))
            .StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }
}
