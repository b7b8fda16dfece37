using System.Net;
using System.Net.Http.Json;
using Interception.Client.Console;
using Interception.Server.Contracts;
using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;
using Interception.Tests.Delivery.Access;
using Interception.Tests.Support;
using Interception.Tests.Support.Redis;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Redis.Nodes;

/// <summary>Whole servers that share a Redis, as an operator and a teacher see them.</summary>
public sealed class SeveralNodesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Servers_know_each_other_and_one_that_differs_from_the_first_names_the_difference_and_takes_no_runs()
    {
        var prefix = SecretId.New();
        await using var first = NewApp("first", prefix);
        using var one = first.CreateClient();
        // Each has a model server of its own, so that they do not agree.
        await using var late = NewApp("late", prefix);
        using var another = late.CreateClient();
        await Task.WhenAll(first.Services.FirstRoundAsync(), late.Services.FirstRoundAsync());

        using var refused = await another.GetAsync("/health/ready", Cancel);
        refused.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await refused.Content.ReadAsStringAsync(Cancel)).Should().Contain("Ollama:Endpoints is ").And.Contain(" at first, which was there first; all servers must agree.");
        using var start = await another.PostAsJsonAsync("/api/runs", new { text = "a blue bird", rules = "as a poem" }, Cancel);
        start.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await start.Content.ReadAsStringAsync(Cancel)).Should().Contain(Codes.Busy);

        (await one.GetAsync("/health/ready", Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);
        await first.Services.GetRequiredService<NodeHeartbeat>().BeatAsync();
        var told = (await StatusAsync(first)).Split(Environment.NewLine);
        told.Should().Contain(line => line.StartsWith("first  ready  0 at work, version "));
        told.Should().Contain(line => line.StartsWith("late  not ready: "));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_Redis_that_is_not_there_is_said_without_its_password_and_pages_come_all_the_same()
    {
        await using var app = new App(null, ("Redis:Connection", $"127.0.0.1:{LoopbackPort.FindFree()},password=s3cret"), ("Practice:Mode", "Always"));
        using var http = app.CreateClient();
        await app.Services.FirstRoundAsync();
        while (!app.Services.GetRequiredService<NodeStatus>().IsAway) await Task.Delay(20, Cancel);

        using var ready = await http.GetAsync("/health/ready", Cancel);
        ready.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync(Cancel)).Should().Contain("Redis, which the servers share, does not answer (Redis:Connection).");
        (await http.GetAsync("/health/live", Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await http.GetAsync("/api/config", Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);
        using var start = await http.PostAsJsonAsync("/api/runs", new { text = "a blue bird", rules = "as a poem" }, Cancel);
        start.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        start.Headers.RetryAfter.Should().NotBeNull();
        app.Log.Lines.Should().NotContain(line => line.Line.Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_teacher_hears_that_Redis_writes_to_a_disk()
    {
        var nodes = new PlayedNodes(NodeIdentity.Begin("only")) { Answer = new([], IsCertain: true) { Warning = "Redis writes to a disk." } };
        await using var app = new App(null, ("Access:TeacherCode", "lighthouse"), ("Node:Name", "only"))
        {
            Parts = services => services.AddSingleton<INodeRegistry>(nodes),
        };
        using var http = app.CreateClient();

        (await StatusAsync(app)).Should().Contain($"{Environment.NewLine}Redis writes to a disk.");
        using var status = await http.AskAsync(HttpMethod.Get, "/api/class", Asked.Code("lighthouse"));
        (await status.Content.ReadFromJsonAsync<ClassStatus>(Cancel))!.Nodes.Should().ContainSingle().Which.Name.Should().Be("only");
    }

    private static App NewApp(string name, string prefix) => new(null,
        ("Redis:Connection", SharedRedis.Server.Connection), ("Redis:Prefix", prefix), ("Node:Name", name), ("Access:TeacherCode", "lighthouse"));

    private static async Task<string> StatusAsync(App app)
    {
        var said = new StringWriter();
        var exit = await CommandLine.InvokeAsync(["class", "status", "--code", "lighthouse"], new()
        {
            In = TextReader.Null,
            Out = said,
            Error = said,
            Network = options => options.HttpMessageHandlerFactory = _ => app.Server.CreateHandler(),
        }, Cancel);
        exit.Should().Be(0, said.ToString());
        return said.ToString();
    }
}
