using System.Net;
using System.Net.Http.Json;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Delivery;

/// <summary>What a stage stream refuses, and by which name.</summary>
public class StageStreamRefusalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 30_000), InlineData("offset=999999"), InlineData("offset=-1"), InlineData("offset=x")]
    public async Task An_offset_outside_the_text_is_refused_before_anything_is_streamed(string query)
    {
        await using var app = new App();
        using var http = app.CreateClient();
        var run = await StageStreams.ReadAsync(http, "/api/text_stream/stage1/mine?prompt=a+blue+bird").FirstAsync(Token);
        var id = run.Data.GetProperty("run_id").GetString();
        await StageStreams.ReadAsync(http, $"/api/text_stream/stage1/{id}").LastAsync(Token);

        var response = await http.GetAsync($"/api/text_stream/stage1/{id}?{query}", Token);

        response.StatusCode.Should().Be(query == "offset=999999" ? HttpStatusCode.RequestedRangeNotSatisfiable : HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "stage2/mine?prompt=a+bird&offset=x", "offset" },
        { "stage2/mine?prompt=", "prompt" },
        { "stage2/mine?prompt=a%00bird", "prompt" },
        { "stage2/mine?text=", "text" },
        { "stage4/mine?text=a%00bird", "text" },
        { "stage2/mine?text=%E2%80%8B", "text" },
        { """stage2/mine {"text":"  "}""", "text" },
        { "stage2/mine?prompt=a+bird&context=%00", "context" },
        { "stage2/mine?prompt=a+bird&style_prompt=%00", "style_prompt" },
        { "stage4/mine?prompt=a+bird&model=evil", "model" },
        { "stage2/not+mine?prompt=a+bird", "id" },
        { """stage2/mine {"prompt":7}""", "prompt" },
        { """stage2/mine {"prompt":"a bird","style_prompt":7}""", "style_prompt" },
        { """stage2/mine {"prompt":"a bird","safety":"off"}""", "safety" },
        { "stage2/mine [", "body" },
    };

    [Theory(Timeout = 30_000, DisableDiscoveryEnumeration = true), MemberData(nameof(Refused))]
    public async Task A_refusal_is_a_problem_that_names_the_field(string call, string field)
    {
        await using var app = new App();
        using var http = app.CreateClient();
        var (path, body) = call.Split(' ', 2) is [var where, var what] ? (where, what) : (call, null);
        using var content = new StringContent(body ?? "", System.Text.Encoding.UTF8, "application/json");

        using var response = body is null
            ? await http.GetAsync($"/api/text_stream/{path}", Token)
            : await http.PostAsync($"/api/text_stream/{path}", content, Token);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var problem = await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(Token);
        (problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString()).Should().Be((Codes.InvalidRequest, field));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("stage2/mine?prompt=a+blue+bird", "prompt"), InlineData("stage3/mine?text=a+blue+bird", "text")]
    [InlineData("stage1/mine?text=a+bird&context=all+of+it+in+blue", "context"), InlineData("stage1/mine?text=a+bird&style_prompt=all+of+it+in+blue", "style_prompt")]
    public async Task What_only_the_model_finds_too_long_names_the_field_as_the_caller_does(string call, string field)
    {
        await using var app = new App();
        app.Ollama.OnVerdict(_ => Script.Error(400, "the input length exceeds the context length"));
        using var http = app.CreateClient();

        var last = await StageStreams.ReadAsync(http, $"/api/text_stream/{call}").LastAsync(Token);

        (last.Name, last.Data.GetProperty("code").GetString(), last.Data.GetProperty("field").GetString()).Should().Be(("error", Codes.InvalidRequest, field));
    }
}
