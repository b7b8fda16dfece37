using System.Net;
using System.Net.WebSockets;
using Interception.Server.Contracts;
using Interception.Server.Delivery.Callers;
using Interception.Tests.Delivery.Access;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Delivery.Limits;

/// <summary>How many connections one session may have, and how many new ones a second the server takes.</summary>
public class ConnectionLimitTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData(HttpTransportType.WebSockets), InlineData(HttpTransportType.ServerSentEvents), InlineData(HttpTransportType.LongPolling)]
    public async Task A_tab_too_many_is_refused_with_a_reason_and_welcome_when_another_was_closed(HttpTransportType transport)
    {
        await using var app = new App(null, ("Limits:ConnectionsPerSession", "1"));
        var (address, session) = (app.Listen(), app.NewSession());
        using var child = app.Child(session);
        using var neighbour = app.Child();
        await using (var tab = Children.Tab(address, session, transport))
        {
            await tab.StartAsync(Token);
            // SignalR shakes hands before it says that somebody is there; then it answers.
            await tab.Awaiting(one => one.InvokeAsync("StopRun", "unknown", Token)).Should().ThrowAsync<HubException>();

            var refused = await child.NegotiateAsync();

            refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
            refused.Headers.RetryAfter!.Delta.Should().BePositive();
            (await refused.CodeAsync()).Should().Be(Codes.RateLimited);
            (await SocketAsync(address, session)).Should().Be(HttpStatusCode.TooManyRequests, "without negotiation no less");
            (await neighbour.NegotiateAsync()).StatusCode.Should().Be(HttpStatusCode.OK);
        }
        while ((await child.NegotiateAsync()).StatusCode != HttpStatusCode.OK) Token.ThrowIfCancellationRequested();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_server_sent_stream_is_a_connection_too()
    {
        await using var app = new App(null, ("Limits:ConnectionsPerSession", "2"));
        app.Ollama.OnText(_ => Script.StallBeforeHeaders());
        using var child = app.Child();
        var run = await (await child.StartAsync()).RunIdAsync();
        string[] streams = [$"/api/runs/{run}/events", $"/api/text_stream/stage2/{run}", $"/api/runs/{run}/events"];

        var answers = new List<HttpResponseMessage>();
        foreach (var stream in streams) answers.Add(await child.AskAsync(HttpMethod.Get, stream));

        answers.Select(answer => (int)answer.StatusCode).Should().Equal(200, 200, 429);
        (await child.NegotiateAsync()).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        answers[0].Dispose();
        while ((await child.NegotiateAsync()).StatusCode != HttpStatusCode.OK) Token.ThrowIfCancellationRequested();
    }

    [Fact(Timeout = 30_000)]
    public async Task All_at_an_address_share_its_connections_with_a_session_or_without()
    {
        await using var app = new App(null, ("Limits:ConnectionsPerSession", "1"), ("Limits:PerAddress", "3"), ("Proxies:Known:0", "127.0.0.1"));
        var hubs = new List<HubConnection>();
        for (var n = 0; n < 3; n++) hubs.Add(await app.ConnectAsync());
        using var script = app.Script();
        using var child = app.Child();
        using var elsewhere = app.Child().At("192.0.2.8");

        (await script.NegotiateAsync()).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        (await child.NegotiateAsync()).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        (await elsewhere.NegotiateAsync()).StatusCode.Should().Be(HttpStatusCode.OK);
        await hubs[0].DisposeAsync();
        while ((await child.NegotiateAsync()).StatusCode != HttpStatusCode.OK) Token.ThrowIfCancellationRequested();
        foreach (var hub in hubs) await hub.DisposeAsync();
    }

    [Fact(Timeout = 30_000)]
    public async Task Too_many_new_connections_in_a_second_are_told_when_to_come_back()
    {
        var time = new FakeTimeProvider();
        await using var app = new App(time, ("Limits:ConnectionsPerSecond", "5"));
        var answers = new List<HttpResponseMessage>();
        for (var n = 0; n < 60; n++)
        {
            using var child = app.Child();
            answers.Add(await child.NegotiateAsync());
        }

        answers.Select(answer => (int)answer.StatusCode).Should().Equal([.. Enumerable.Repeat(200, 10), .. Enumerable.Repeat(503, 50)]);
        (await answers[^1].CodeAsync()).Should().Be(Codes.Busy);
        answers.Skip(10).Select(answer => answer.Headers.RetryAfter!.Delta).Distinct().Should().HaveCountGreaterThan(2, "they shall not all come back at once");
        time.Advance(TimeSpan.FromSeconds(1));
        using var later = app.Child();
        (await later.NegotiateAsync()).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact(Timeout = 120_000)]
    public async Task Thirty_children_behind_one_address_with_three_tabs_each_notice_nothing()
    {
        // All thirty reload in the moment in which they came, which no class does: 120 connections at once instead of 100.
        // The server's time stands still, and greetings may be slow: on a busy machine ninety tabs of one process take longer to
        // say their first word than a socket may be silent.
        await using var app = new App(new FakeTimeProvider(), ("Ollama:ParallelPerEndpoint", "30"), ("Limits:ConnectionsPerSecond", "60"))
        {
            Parts = services => services.Configure<HubOptions>(hub => hub.HandshakeTimeout = Patience),
        };
        var address = app.Listen();
        var sessions = Enumerable.Range(0, 30).Select(_ => app.NewSession()).ToList();
        var tabs = sessions.SelectMany(session => Enumerable.Range(0, 3).Select(_ => Children.Tab(address, session))).ToList();
        await Task.WhenAll(tabs.Select(PatientlyAsync));

        var texts = await Task.WhenAll(tabs.Chunk(3).Select(async child =>
        {
            var run = await child[0].StartAllAsync();
            var read = await Task.WhenAll(child.Select(tab => tab.TextAsync(Stage.Output, run.RunId)));
            await child[2].DisposeAsync();
            return read;
        }));
        var again = sessions.Select(session => Children.Tab(address, session)).ToList();
        await Task.WhenAll(again.Select(PatientlyAsync));

        texts.SelectMany(text => text).Should().OnlyContain(text => text == ScriptedOllama.Text);
        foreach (var tab in tabs.Concat(again)) await tab.DisposeAsync();
    }

    private static Task PatientlyAsync(HubConnection tab)
    {
        tab.HandshakeTimeout = Patience;
        return tab.StartAsync(Token);
    }

    /// <summary>How a socket without negotiation is answered.</summary>
    private static async Task<HttpStatusCode> SocketAsync(Uri address, string session)
    {
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        socket.Options.SetRequestHeader("Cookie", $"{SessionCookie.Cookie}={session}");
        try
        {
            await socket.ConnectAsync(new UriBuilder(new Uri(address, HubRoute.Path)) { Scheme = "ws" }.Uri, Token);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }
        return socket.HttpStatusCode;
    }
}
