using System.Net;
using System.Text.RegularExpressions;
using Interception.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Delivery.Access;

/// <summary>No way in is forgotten, whoever adds one.</summary>
public sealed partial class EveryEndpointTests : IAsyncDisposable
{
    private readonly App _app = new(null, ("Access:Code", "meadow"), ("Access:TeacherCode", "lighthouse"));

    [Fact(Timeout = 30_000)]
    public async Task Every_endpoint_refuses_a_foreign_page()
    {
        using var http = _app.CreateClient();
        foreach (var (method, path) in Ways())
            (await http.AskAsync(method, path, ("Origin", "https://evil.example"))).StatusCode.Should().Be(HttpStatusCode.Forbidden, path);
    }

    [Fact(Timeout = 30_000)]
    public async Task Every_endpoint_asks_for_the_code_but_for_those_that_are_needed_before_it()
    {
        using var http = _app.CreateClient();
        var open = new List<string>();
        foreach (var (method, path) in Ways())
            if ((await http.AskAsync(method, path)).StatusCode != HttpStatusCode.Unauthorized) open.Add($"{method} {path}");

        open.Should().BeEquivalentTo("GET /health/live", "GET /health/ready", "GET /api/config", "POST /api/door", "DELETE /api/door");
    }

    [Fact(Timeout = 30_000)]
    public async Task Only_the_teachers_code_opens_the_teachers_rights()
    {
        using var http = _app.CreateClient();
        var closed = new List<string>();
        foreach (var (method, path) in Ways())
        {
            if ((await http.AskAsync(method, path, Asked.Code("meadow"))).StatusCode != HttpStatusCode.Unauthorized) continue;
            closed.Add($"{method} {path}");
            (await http.AskAsync(method, path, Asked.Code("lighthouse"))).StatusCode.Should().NotBe(HttpStatusCode.Unauthorized, path);
        }

        closed.Should().BeEquivalentTo("GET /api/runs", "GET /api/class", "DELETE /api/class/runs/x", "POST /api/class/stop-all", "POST /api/class/hold", "POST /api/class/release",
            "GET /hubs/class", "POST /hubs/class", "GET /hubs/class/negotiate", "POST /hubs/class/negotiate");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IEnumerable<(HttpMethod Method, string Path)> Ways() =>
        from endpoint in _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET", "POST"]
        select (new HttpMethod(method), "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.Trim('/'), parameter =>
            parameter.Groups[1].Value == "stage" ? "stage2" : "x"));

    [GeneratedRegex(@"\{(\w+)(?:[^{}]|\{[^}]*\})*\}")]
    private static partial Regex Parameter();
}
