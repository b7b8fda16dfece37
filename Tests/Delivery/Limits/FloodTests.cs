using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Interception.Server.Contracts;
using Interception.Server.Delivery.Hubs;
using Interception.Server.Delivery.Limits;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Delivery.Limits;

/// <summary>Bored pupils with developer tools, on real sockets. Whoever works meanwhile is served as usual.</summary>
[Collection(typeof(Alone))]
public sealed class FloodTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Looks = 5;
    private static readonly TimeSpan Unnoticed = TimeSpan.FromMilliseconds(500);

    private readonly App _app = new();
    private readonly Queue<HubConnection> _children = [];
    private Uri _address = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _address = _app.Listen();
        for (var n = 0; n < 1 + 2 * Looks; n++)
        {
            _children.Enqueue(Children.Tab(_address, _app.NewSession()));
            await _children.Last().StartAsync(Token);
        }
        await FirstTokenAsync(); // The compiler is busy with it for the first time.
    }

    [Fact(Timeout = 60_000)]
    public async Task Of_500_streams_on_one_socket_twelve_are_opened()
    {
        _app.Ollama.EnqueueText(Script.StallBeforeHeaders());
        var run = await (await _app.Child().StartAsync()).RunIdAsync();
        using var socket = await RawSocket.GreetAsync(_address);
        var calls = string.Concat(Enumerable.Range(0, 500).Select(n => Frame($$"""{"type":4,"invocationId":"{{n}}","target":"Watch","arguments":["{{run}}",0]}""")));

        await socket.SayAsync(calls);
        var heard = await socket.HearAsync(heard => Count(heard, Codes.RateLimited) >= 500 - HubStreamLimiter.PerConnection);

        Count(heard, Codes.RateLimited).Should().Be(500 - HubStreamLimiter.PerConnection);
        Count(heard, "run-start").Should().Be(HubStreamLimiter.PerConnection);
        await _app.Controls().StopAsync(run);
    }

    [Fact(Timeout = 60_000)]
    public Task A_hundred_thousand_calls_of_a_method_that_is_none_are_cut() => FloodAsync(async () =>
    {
        var calls = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Frame("""{"type":1,"invocationId":"1","target":"Nope","arguments":[]}"""), 1_000)));
        using var socket = await RawSocket.GreetAsync(_address);
        var answers = socket.HearAsync();
        for (var said = 0; said < 100_000 && await socket.TrySayAsync(calls); said += 1_000)
        {
            // Until the server has had enough.
        }
        Count(await answers, "\"type\":3").Should().BeLessThanOrEqualTo(HubFrameLimiter.Most + 1_000);
    });

    [Fact(Timeout = 60_000)]
    public Task A_million_empty_frames_are_cut() => FloodAsync(async () =>
    {
        var nothing = Enumerable.Repeat((byte)0x1E, 10_000).ToArray();
        using var socket = await RawSocket.GreetAsync(_address);
        for (var said = 0; said < 1_000_000 && await socket.TrySayAsync(nothing); said += 10_000)
        {
            // Until the server has had enough.
        }
        await socket.HearAsync();
    });

    [Fact(Timeout = 60_000)]
    public Task Sockets_that_never_greet_are_closed_after_five_seconds() => FloodAsync(async () =>
    {
        var sockets = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => RawSocket.ConnectAsync(_address)));
        var begun = Stopwatch.StartNew();
        await Task.WhenAll(sockets.Select(socket => socket.HearAsync()));
        output.WriteLine($"60 WebSockets without a greeting were closed after {begun.Elapsed.TotalSeconds:F1} s");
        begun.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(15));
        foreach (var socket in sockets) socket.Dispose();
    });

    [Fact(Timeout = 60_000)]
    public Task Two_thousand_sockets_that_say_nothing_are_closed_and_a_newcomer_finds_room() => FloodAsync(async () =>
    {
        var sockets = new List<TcpClient>();
        var begun = Stopwatch.StartNew();
        for (var n = 0; n < 2_000; n++)
        {
            sockets.Add(new());
            await sockets[^1].ConnectAsync(_address.Host, _address.Port, Token);
        }
        await using (var newcomer = Children.Tab(_address, _app.NewSession())) await newcomer.StartAsync(Token);
        await Task.WhenAll(sockets.Select(ClosedAsync));
        output.WriteLine($"2,000 silent sockets were closed after {begun.Elapsed.TotalSeconds:F1} s");
        begun.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20));
        foreach (var socket in sockets) socket.Dispose();
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var child in _children) await child.DisposeAsync();
        await _app.DisposeAsync();
    }

    /// <summary>Lets children work while there is a flood, and compares.</summary>
    private async Task FloodAsync(Func<Task> flood)
    {
        var usual = await UsualAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var flooding = Task.Run(async () => await flood(), Token);
        var meanwhile = await UsualAsync();
        await flooding;
        var grown = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;

        output.WriteLine($"first token usually {usual.TotalMilliseconds:F0} ms, meanwhile {meanwhile.TotalMilliseconds:F0} ms: {meanwhile / usual:F1} times; the heap grew by {grown:F1} MB");
        meanwhile.Should().BeLessThan(3 * usual > Unnoticed ? 3 * usual : Unnoticed);
        grown.Should().BeLessThan(30);
        _app.Log.Lines.Where(line => line.Category.EndsWith(nameof(HubFrameLimiter), StringComparison.Ordinal)).Should().HaveCountLessThanOrEqualTo(1);
    }

    private async Task<TimeSpan> UsualAsync()
    {
        var looks = new List<TimeSpan>();
        for (var n = 0; n < Looks; n++) looks.Add(await FirstTokenAsync());
        return looks.Order().ElementAt(Looks / 2);
    }

    /// <summary>The time from a child's start to its first piece.</summary>
    private async Task<TimeSpan> FirstTokenAsync()
    {
        await using var child = _children.Dequeue();
        var begun = Stopwatch.GetTimestamp();
        var run = await child.StartAsync(new { text = "a blue bird" });
        await child.FirstPieceAsync(Stage.Interception, run.RunId);
        var took = Stopwatch.GetElapsedTime(begun);
        await child.StopAsync(run.RunId);
        return took;
    }

    private static async Task ClosedAsync(TcpClient socket)
    {
        try
        {
            (await socket.GetStream().ReadAsync(new byte[1], Token)).Should().Be(0);
        }
        catch (IOException)
        {
            // Reset is closed as well.
        }
    }

    private static string Frame(string json) => json + '\x1e';

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
