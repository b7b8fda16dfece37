using Interception.Client.Console;
using Interception.Client.Console.Connection;
using Interception.Tests.Support;
using Interception.Tests.Support.Proxies;
using static Interception.Tests.Support.Proxies.Manner;

namespace Interception.Tests.ClientConsole;

/// <summary>The console behind proxies and filters that refuse a transport, or let it connect and hold it back.</summary>
public sealed class FilteredNetworkTests : IAsyncDisposable
{
    private readonly App _app = new(null, ("Practice:Mode", "Always"));
    private readonly HandSetTimers _time = new();
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData(Passes, Passes, "WebSockets")]
    [InlineData(Refuses, Passes, "ServerSentEvents")]
    [InlineData(Mute, Passes, "ServerSentEvents")]
    [InlineData(Refuses, Mute, "LongPolling")]
    [InlineData(Mute, Mute, "LongPolling")]
    [InlineData(Refuses, Refuses, "LongPolling")]
    public async Task The_best_transport_that_comes_through_is_used_and_the_next_connection_begins_with_it(Manner sockets, Manner events, string used)
    {
        await using var filter = await FilteringProxy.StartAsync(_app.Listen(), sockets, events);
        using var over = PassTimeFor(filter);
        var surroundings = Surroundings();
        await using var first = await ServerConnection.OpenAsync(surroundings, new(filter.Address), transport: null, Cancel);
        var held = filter.Held;
        await using var second = await ServerConnection.OpenAsync(surroundings, new(filter.Address), transport: null, Cancel);

        $"{first.Transport}".Should().Be(used);
        second.Transport.Should().Be(first.Transport);
        filter.Held.Should().Be(held, "what does not come through is not tried again at once");
    }

    [Fact(Timeout = 120_000)]
    public async Task Smoke_says_what_does_not_come_through_and_measures_the_others()
    {
        await using var filter = await FilteringProxy.StartAsync(_app.Listen(), Mute, Mute);
        using var over = PassTimeFor(filter);

        var exit = await CommandLine.InvokeAsync(["smoke", "--url", $"{filter.Address}"], Surroundings(), Cancel);

        _error.ToString().Should().BeEmpty();
        exit.Should().Be(0);
        _out.ToString().Should().Contain("WebSockets do not come through here (it connects, but nothing comes back).")
            .And.Contain("ServerSentEvents do not come through here")
            .And.Contain("LongPolling, voice practice")
            .And.Contain("streams (LongPolling).");
    }

    [Fact(Timeout = 60_000)]
    public async Task Smoke_of_a_transport_that_does_not_come_through_fails_and_says_so()
    {
        await using var filter = await FilteringProxy.StartAsync(_app.Listen(), Refuses, Passes);

        var exit = await CommandLine.InvokeAsync(["smoke", "--transport", "websockets", "--url", $"{filter.Address}"], Surroundings(), Cancel);

        exit.Should().Be(1);
        _error.ToString().Should().Be($"WebSockets do not come through here (it is refused).{Environment.NewLine}");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_does_not_answer_in_time_is_no_blocked_transport()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var opening = ServerConnection.OpenAsync(Surroundings(), new(new($"http://{silent.LocalEndpoint}")), transport: null, Cancel);
        using var asked = await silent.AcceptSocketAsync(Cancel);
        _time.Advance(TimeSpan.FromSeconds(10));

        var open = async () => await opening;

        (await open.Should().ThrowAsync<CommandFailedException>()).Which.Message.Should().Contain("No Interception server can be reached")
            .And.Contain("no answer within 10 s");
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private CommandContext Surroundings() => new() { In = TextReader.Null, Out = _out, Error = _error, Time = _time };

    /// <summary>Four seconds, as often as the proxy holds something.</summary>
    private CancellationTokenSource PassTimeFor(FilteringProxy filter)
    {
        var over = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        _ = PassAsync();
        return over;

        async Task PassAsync()
        {
            while (!over.IsCancellationRequested)
            {
                await filter.HeldAsync();
                _time.Advance(TimeSpan.FromSeconds(4));
            }
        }
    }
}
