using Interception.Client.Console;
using Interception.Client.Console.Connection;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Chaos;
using Interception.Tests.Support.Ollama;
using Microsoft.AspNetCore.Http.Connections;

namespace Interception.Tests.ClientConsole;

/// <summary>The console on a network that drops connections, with a word or without.</summary>
public sealed class LostConnectionTests : IAsyncDisposable
{
    private readonly App _app = new();
    private readonly Turnstile _model = new();
    private readonly WatchedScreen _out = new();
    private readonly StringWriter _error = new();

    public LostConnectionTests() => _app.Ollama.OnText(_ => Script.Tokens(ScriptedOllama.Tokens).InLockStep(_model));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task After_a_reset_a_text_goes_on_at_the_exact_character_and_no_news_is_missing_or_doubled(HttpTransportType transport)
    {
        await using var network = new ChaosProxy(_app.Listen());
        await using var link = await OpenAsync(network.Address, TimeProvider.System, (TransportKind)transport);

        await ReadThroughAsync(link, broken: () => CutUntilLostAsync(network, link));

        link.Losses.Should().Be(1);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Sockets_lost_in_silence_are_noticed_and_the_text_goes_on_without_a_gap(HttpTransportType transport)
    {
        using var cable = new Cable(_app.Listen());
        await using var link = await OpenAsync(cable.Address, new FastTime(faster: 10), (TransportKind)transport);
        link.Changed = isThere =>
        {
            if (!isThere) cable.SpeakAgain();
        };

        await ReadThroughAsync(link, broken: () =>
        {
            cable.FallSilent();
            return Task.CompletedTask;
        });

        link.Losses.Should().BePositive();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_network_that_stays_away_for_a_while_is_waited_for()
    {
        using var cable = new Cable(_app.Listen());
        await using var link = await OpenAsync(cable.Address, new FastTime(faster: 10));
        var losses = 0;
        link.Changed = isThere => losses += isThere ? 0 : 1;

        await ReadThroughAsync(link, broken: () =>
        {
            cable.Cut();
            _ = MendLaterAsync();
            return Task.CompletedTask;
        });

        link.Losses.Should().Be(1);
        losses.Should().Be(1, "it is one loss, however often it is tried");

        async Task MendLaterAsync()
        {
            // Some attempts are refused before.
            await Task.Delay(TimeSpan.FromMilliseconds(300), Cancel);
            cable.Mend();
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_start_whose_answer_was_lost_is_asked_again_with_the_same_key()
    {
        await using var console = await ConsoleBeside<HubThatDropsTheFirstStart>.StartAsync();

        var exit = await console.InvokeAsync(["run", "a lantern"], Cancel);

        exit.Should().Be(0);
        console.Heard.Keys.Should().HaveCount(2).And.OnlyContain(key => key == console.Heard.Keys[0] && key.Length >= 16);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_stays_away_ends_the_command_with_one_line()
    {
        using var cable = new Cable(_app.Listen());
        await using var link = await ServerLink.OpenAsync(
            Surroundings(TimeProvider.System), new(cable.Address), TransportKind.WebSockets, TimeSpan.FromMilliseconds(300), Cancel);
        await using var run = await link.StartAsync(new() { Text = "a blue bird" }, Cancel);
        cable.Cut();

        var reading = async () => await run.WatchAsync(Cancel).ToListAsync(Cancel);

        (await reading.Should().ThrowAsync<CommandFailedException>()).Which.Message.Should().StartWith($"No Interception server can be reached at {cable.Address}");
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_says_that_the_connection_is_gone_and_types_the_text_once()
    {
        await using var network = new ChaosProxy(_app.Listen());
        _model.Release(20);
        var typing = CommandLine.InvokeAsync(["run", "a blue bird", "--url", $"{network.Address}"], Surroundings(TimeProvider.System), Cancel);
        await _out.ShowsAsync(string.Concat(ScriptedOllama.Tokens.Take(20)).Trim());

        network.CutAll();
        _model.Release(1_000);

        (await typing).Should().Be(0);
        _error.ToString().ReplaceLineEndings(" ").Should().Be("(the connection is gone and is being looked for) (connected again) ");
        _out.ToString().Split(ScriptedOllama.Text).Should().HaveCount(4, "three stages show it, each once");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<T[]> Items<T>(IAsyncEnumerable<T> all) => await all.ToArrayAsync(Cancel);

    /// <summary>Long polling loses nothing where the cut falls between two requests: then the next is cut.</summary>
    private static async Task CutUntilLostAsync(ChaosProxy network, ServerLink link)
    {
        var one = new Lock();
        var isLost = false;
        link.Changed = isThere =>
        {
            lock (one) isLost |= !isThere;
        };
        while (!Volatile.Read(ref isLost))
        {
            // Never after the loss: that would be a second one.
            lock (one)
                if (!isLost) network.CutAll();
            await Task.Yield();
        }
    }

    private async Task ReadThroughAsync(ServerLink link, Func<Task> broken)
    {
        await using var run = await link.StartAsync(new() { Text = "a blue bird", Until = "Output" }, Cancel);
        var news = Items(run.WatchAsync(Cancel));
        var end = Items(run.TextAsync(Stage.Output, Cancel));
        _model.Release(20);
        var pieces = new List<string>();
        var isBroken = false;
        await foreach (var piece in run.TextAsync(Stage.Interception, Cancel))
        {
            pieces.Add(piece);
            if (isBroken || pieces.Sum(each => each.Length) < 30) continue;
            isBroken = true;
            await broken();
            _model.Release(1_000);
        }

        string.Concat(pieces).Should().Be(ScriptedOllama.Text);
        string.Concat(await end).Should().Be(ScriptedOllama.Text);
        (await news).Select(each => each.Seq).Should().Equal(Enumerable.Range(1, (await news).Length).Select(n => (long)n));
        (await news)[^1].Should().BeOfType<RunEnd>();
    }

    private Task<ServerLink> OpenAsync(Uri address, TimeProvider time, TransportKind transport = TransportKind.WebSockets) =>
        ServerLink.OpenAsync(Surroundings(time), new(address), transport, ServerLink.LongPatience, Cancel);

    private CommandContext Surroundings(TimeProvider time) => new() { In = TextReader.Null, Out = _out, Error = _error, Time = time };
}
