using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Tests.Support;

namespace Interception.Tests.Delivery;

/// <summary>The hub's commands and events over plain HTTP.</summary>
public class RunsApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task A_run_is_started_watched_continued_and_read_over_http()
    {
        await using var app = new App();
        using var http = app.CreateClient();
        var run = await StartAsync(http, new { text = "a blue bird", rules = "seen from below" });

        var events = StageStreams.ReadAsync(http, $"/api/runs/{run.RunId}/events");
        await events.FirstAsync(message => Type(message) == "run-pause", Token);
        (await http.PostAsJsonAsync($"/api/runs/{run.RunId}/continue", new { text = (string?)null }, Token))
            .StatusCode.Should().Be(HttpStatusCode.NoContent);

        var all = await StageStreams.ReadAsync(http, $"/api/runs/{run.RunId}/events").ToListAsync(Token);
        all.Select(message => message.Id).Should().Equal(Enumerable.Range(1, all.Count).Select(n => $"{n}"));
        Type(all[^1]).Should().Be("run-end");
        all[^1].Data.GetProperty("outcome").GetString().Should().Be("Completed");
        run.Voice.Should().Be("ollama");
    }

    [Fact(Timeout = 30_000)]
    public async Task Events_resume_after_the_last_one_seen_and_are_204_after_the_end()
    {
        await using var app = new App();
        using var http = app.CreateClient();
        var run = await StartAsync(http, new { text = "a blue bird", until = "Output" });
        var all = await StageStreams.ReadAsync(http, $"/api/runs/{run.RunId}/events").ToListAsync(Token);

        var rest = await StageStreams.ReadAsync(http, $"/api/runs/{run.RunId}/events", lastEventId: "3").ToListAsync(Token);
        rest.Select(message => message.Id).Should().Equal(all.Skip(3).Select(message => message.Id));

        using var past = new HttpRequestMessage(HttpMethod.Get, $"/api/runs/{run.RunId}/events") { Headers = { { "Last-Event-ID", all[^1].Id! } } };
        (await http.SendAsync(past, Token)).StatusCode.Should().Be(HttpStatusCode.NoContent);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_run_is_stopped_by_delete_and_again_without_harm()
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Ollama("bird").ThenStall());
        using var http = app.CreateClient();
        var run = await StartAsync(http, new { text = "a blue bird" });
        var call = await app.Ollama.TextCalls.NextAsync();

        (await http.DeleteAsync($"/api/runs/{run.RunId}", Token)).StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await http.DeleteAsync($"/api/runs/{run.RunId}", Token)).StatusCode.Should().Be(HttpStatusCode.NoContent);

        await call.ClientLeft;
    }

    public static TheoryData<string, string> BadBodies => new()
    {
        { """{"text":""}""", "text" },
        { """{"rules":"only"}""", "text" },
        { """{"text":7}""", "text" },
        { """{"text":"a bird","safetyLevel":"off"}""", "safetyLevel" },
        { """{"text":"a bird","until":"Tomorrow"}""", "until" },
        { """{"text":"a bird","output":"Opera"}""", "output" },
        { """{"text":"a bird","translateTo":"xx-nowhere"}""", "translateTo" },
        { """{"text":"a bird","model":"local/evil"}""", "model" },
        { """{"text":"\u0000"}""", "text" },
        { """{"text":"\ud83d"}""", "text" },
        { """{"text":"a bird","key":"short"}""", "key" },
        { "[]", "body" },
        { "{", "body" },
        { "null", "body" },
    };

    [Theory(Timeout = 30_000), MemberData(nameof(BadBodies))]
    public async Task A_bad_request_is_a_problem_that_names_the_field(string body, string field)
    {
        await using var app = new App();
        using var http = app.CreateClient();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var response = await http.PostAsync("/api/runs", content, Token);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        problem.GetProperty("code").GetString().Should().Be(Codes.InvalidRequest);
        problem.GetProperty("field").GetString().Should().Be(field);
        app.Ollama.TextCalls.Count.Should().Be(0);
    }

    [Theory(Timeout = 30_000), InlineData("unknown"), InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    public async Task An_unknown_run_is_404_whatever_its_id_looks_like(string id)
    {
        await using var app = new App();
        using var http = app.CreateClient();

        foreach (var response in new[]
        {
            await http.GetAsync($"/api/runs/{id}/events", Token),
            await http.DeleteAsync($"/api/runs/{id}", Token),
            await http.PostAsJsonAsync($"/api/runs/{id}/continue", new { text = "x" }, Token),
            await http.GetAsync($"/api/text_stream/stage1/{id}", Token),
        })
        {
            response.StatusCode.Should().Be(HttpStatusCode.NotFound);
            (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("code").GetString().Should().Be(Codes.RunNotFound);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task A_full_line_is_busy_and_says_when_to_come_back()
    {
        await using var app = new App(null, ("Queue:Capacity", "0"));
        app.Ollama.OnText(_ => Ollama("bird").ThenStall());
        using var http = app.CreateClient();
        await StartAsync(http, new { text = "a blue bird" });

        var response = await http.PostAsJsonAsync("/api/runs", new { text = "another bird" }, Token);

        response.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter!.Delta.Should().BePositive();
    }

    [Fact(Timeout = 30_000)]
    public async Task The_same_key_and_request_give_the_same_run_and_another_request_is_a_conflict()
    {
        await using var app = new App();
        using var http = app.CreateClient();
        var key = new string('k', 22);
        var first = await StartAsync(http, new { text = "a blue bird", key });

        (await StartAsync(http, new { text = "a blue bird", key })).RunId.Should().Be(first.RunId);
        (await http.PostAsJsonAsync("/api/runs", new { text = "a red bird", key }, Token)).StatusCode.Should().Be(HttpStatusCode.Conflict);
    }

    private static Support.Ollama.Script Ollama(params string[] tokens) => Support.Ollama.Script.Tokens(tokens);

    private static string? Type(Message message) => message.Data.GetProperty("type").GetString();

    private static async Task<RunStarted> StartAsync(HttpClient http, object request)
    {
        var response = await http.PostAsJsonAsync("/api/runs", request, Token);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<RunStarted>(Token))!;
    }
}
