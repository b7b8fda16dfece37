using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Tests.Support;

namespace Interception.Tests.Delivery;

/// <summary>A path under /api that nobody serves, or not with this method.</summary>
public class UnknownCallTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 30_000)]
    [InlineData("GET", "/api", 404, "path")]
    [InlineData("GET", "/api/nothing", 404, "path")]
    [InlineData("POST", "/api/nothing/at/all", 404, "path")]
    [InlineData("GET", "/api/text_stream/stage5/mine", 404, "path")]
    [InlineData("PUT", "/api/runs", 405, "method")]
    [InlineData("GET", "/api/runs/AAAAAAAAAAAAAAAAAAAAAA/continue", 405, "method")]
    [InlineData("POST", "/api/config", 405, "method")]
    [InlineData("DELETE", "/api/text_stream/stage1/mine", 405, "method")]
    public async Task Is_a_problem_with_a_code(string method, string path, int status, string field)
    {
        using var http = shared.App.CreateClient();
        using var request = new HttpRequestMessage(new(method), path);

        using var answer = await http.SendAsync(request, Token);

        ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType).Should().Be((status, "application/problem+json"));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        problem.GetProperty("code").GetString().Should().Be(Codes.InvalidRequest);
        problem.GetProperty("field").GetString().Should().Be(field);
        problem.GetProperty("status").GetInt32().Should().Be(status);
        if (status == 405) answer.Content.Headers.Allow.Should().NotBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task Elsewhere_nothing_is_a_problem_of_the_api()
    {
        using var http = shared.App.CreateClient();

        using var answer = await http.GetAsync("/nothing", Token);

        (answer.StatusCode, answer.Content.Headers.ContentType).Should().Be((HttpStatusCode.NotFound, null));
    }
}
