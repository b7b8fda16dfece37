using Interception.Server.Contracts;
using Interception.Tests.Chaos;
using Interception.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Cluster;

/// <summary>Real servers behind a real nginx with the file of docker-compose.scale.yml.</summary>
[Collection(nameof(SharedCluster))]
public sealed class ClusterFrontTests(SharedCluster shared)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData(HttpTransportType.WebSockets), InlineData(HttpTransportType.ServerSentEvents), InlineData(HttpTransportType.LongPolling)]
    public async Task A_client_with_cookies_stays_at_one_node_over_every_transport(HttpTransportType transport)
    {
        var front = await shared.FrontAsync();

        // Nine clients: were requests spread by chance, one of them would not find its negotiation.
        for (var client = 0; client < 9; client++)
        {
            await using var hub = new HubConnectionBuilder().WithUrl(new Uri(front.Address, HubRoute.Path), transport).Build();
            await hub.StartAsync(Cancel);
            await MustWorkAsync(hub);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Clients_are_spread_over_all_nodes_and_each_stays_at_its_own()
    {
        var front = await shared.FrontAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = front.Address };
        var seen = new HashSet<string>();
        for (var client = 0; client < 30; client++)
        {
            var (node, cookie) = await MeetAsync(http, cookie: null);
            cookie.Should().StartWith("node=").And.Contain("HttpOnly");
            seen.Add(node);
            (await MeetAsync(http, cookie!.Split(';')[0])).Should().Be((node, null));
        }

        seen.Should().HaveCount(3);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_client_without_cookies_skips_the_negotiation_and_may_meet_another_node_at_each_connection()
    {
        var front = await shared.FrontAsync();
        string? id = null;
        for (var connection = 0; connection < 9; connection++)
        {
            await using var hub = new HubConnectionBuilder().WithUrl(new Uri(front.Address, HubRoute.Path), http =>
            {
                http.Transports = HttpTransportType.WebSockets;
                http.SkipNegotiation = true;
            }).Build();
            await hub.StartAsync(Cancel);
            id ??= (await hub.StartAsync(Request((await shared.NodesAsync()).Model.NextRun()))).RunId;
            (await hub.TextAsync(Stage.Interception, id)).Should().NotBeEmpty();
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_run_that_is_started_by_one_call_is_read_by_the_next_wherever_nginx_sends_it()
    {
        var front = await shared.FrontAsync();
        var cluster = await shared.NodesAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = front.Address };
        var run = cluster.Model.NextRun();
        var id = await http.StartAsync(run);

        var readings = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => StageReading.ReadAsync(http, id, Stage.Interception)));

        readings.Select(reading => reading.Text).Should().AllBe(cluster.Model.Told(run, Stage.Interception).Single());
    }

    private static async Task<(string Node, string? Cookie)> MeetAsync(HttpClient http, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "health/live");
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using var answer = await http.SendAsync(request, Cancel);
        return (answer.Headers.GetValues(ClusterFront.NodeHeader).Single(), answer.Headers.TryGetValues("Set-Cookie", out var given) ? given.Single() : null);
    }

    private async Task MustWorkAsync(HubConnection hub)
    {
        var cluster = await shared.NodesAsync();
        var run = cluster.Model.NextRun(TimeSpan.Zero);
        var id = (await hub.StartAsync(Request(run))).RunId;
        (await hub.TextAsync(Stage.Interception, id)).Should().Be(cluster.Model.Told(run, Stage.Interception).Single());
    }

    private static object Request(int run) => new { text = Storyteller.Idea(run), rules = "Everything is seen from below." };
}
