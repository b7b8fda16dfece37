using System.Net;
using System.Net.Sockets;
using System.Text;
using Interception.Server.Generation.Streaming;
using Interception.Server.Scheduling;

namespace Interception.Tests.Generation;

/// <summary>A connection to a model under a beat: the kernel wakes nobody for a token, and nothing comes late because of it.</summary>
public sealed class PolledSocketStreamTests : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly Socket _model;
    private readonly Socket _socket;

    public PolledSocketStreamTests()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _model = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _model.Connect(listener.LocalEndpoint);
        _socket = listener.AcceptSocket();
    }

    public void Dispose()
    {
        _model.Dispose();
        _socket.Dispose();
    }

    [Fact(Timeout = 30_000)]
    public async Task At_rest_the_kernel_reports_every_token()
    {
        using var stream = StreamWith(answers: 1);

        await ReadLookedForAsync(stream, "Ein");

        LowWater.Should().Be(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task Under_a_beat_a_look_that_finds_tokens_keeps_the_kernel_from_reporting_the_next()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has the option.");
        using var stream = StreamWith(answers: 5_000);

        await ReadLookedForAsync(stream, "Ein");

        LowWater.Should().BeGreaterThan(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_look_that_was_too_early_gets_the_next_token_at_once()
    {
        using var stream = StreamWith(answers: 5_000);
        await ReadLookedForAsync(stream, "Ein");

        var next = ReadAsync(stream);
        next.IsCompleted.Should().BeFalse();
        _model.Send("Bild"u8);

        (await next).Should().Be("Bild");
        LowWater.Should().Be(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_beat_that_ends_leaves_nobody_waiting()
    {
        var beats = Beats(answers: 1);
        using var busy = beats.Join();
        var others = Enumerable.Range(0, 5_000).Select(_ => beats.Join()).ToList();
        using var stream = new PolledSocketStream(_socket, beats);
        await ReadLookedForAsync(stream, "Ein");
        others.ForEach(other => other.Dispose());

        var next = ReadAsync(stream);
        _model.Send("Bild"u8);

        (await next).Should().Be("Bild");
    }

    [Fact(Timeout = 30_000)]
    public async Task The_end_and_a_reset_are_never_kept_back()
    {
        using var stream = StreamWith(answers: 5_000);
        await ReadLookedForAsync(stream, "Ein");
        var end = ReadAsync(stream);
        _model.Shutdown(SocketShutdown.Send);
        (await end).Should().BeEmpty();
        _model.LingerState = new(enable: true, seconds: 0);
        _model.Dispose();

        var broken = () => WriteUntilBrokenAsync(stream);

        await broken.Should().ThrowAsync<IOException>();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_read_of_no_bytes_waits_for_some()
    {
        using var stream = StreamWith(answers: 5_000);
        await ReadLookedForAsync(stream, "Ein");

        var some = stream.ReadAsync(Memory<byte>.Empty, Stop).AsTask();
        some.IsCompleted.Should().BeFalse();
        _model.Send("Bild"u8);
        await some;

        (await ReadAsync(stream)).Should().Be("Bild");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_reader_that_leaves_is_let_go()
    {
        using var stream = StreamWith(answers: 5_000);
        await ReadLookedForAsync(stream, "Ein");
        using var leaving = new CancellationTokenSource();
        var reading = async () => await stream.ReadAsync(new byte[10], leaving.Token);

        var left = reading.Should().ThrowAsync<OperationCanceledException>();
        await leaving.CancelAsync();

        await left;
    }

    [Fact(Timeout = 60_000)]
    public async Task Every_byte_comes_once_and_in_order_however_beats_begin_and_end()
    {
        var beats = Beats(answers: 1);
        using var stream = new PolledSocketStream(_socket, beats);
        var random = new Random(7);
        var sent = new byte[300_000];
        random.NextBytes(sent);
        var sending = Task.Run(() => Send(sent, new Random(8)), Stop);
        var read = new byte[sent.Length];

        for (var at = 0; at < read.Length;)
        {
            var others = Enumerable.Range(0, random.Next(2) * 500).Select(_ => beats.Join()).ToList();
            at += await stream.ReadAsync(read.AsMemory(at, Math.Min(random.Next(1, 4_000), read.Length - at)), Stop);
            if (random.Next(3) == 0) await Task.Yield();
            others.ForEach(other => other.Dispose());
        }

        await sending;
        read.Should().Equal(sent);
    }

    private int LowWater => (int)_socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReceiveLowWater)!;

    private static BeatClock Beats(int answers)
    {
        var clock = new BeatClock(TimeProvider.System, cores: 1);
        for (var n = 0; n < answers; n++) clock.Join();
        return clock;
    }

    private PolledSocketStream StreamWith(int answers) => new(_socket, Beats(answers));

    private async Task ReadLookedForAsync(PolledSocketStream stream, string text)
    {
        _model.Send(Encoding.UTF8.GetBytes(text));
        SpinWait.SpinUntil(() => _socket.Available >= text.Length, TimeSpan.FromSeconds(20)).Should().BeTrue();
        (await ReadAsync(stream)).Should().Be(text);
    }

    private static async Task<string> ReadAsync(PolledSocketStream stream)
    {
        var buffer = new byte[100];
        return Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer, Stop));
    }

    private static async Task WriteUntilBrokenAsync(PolledSocketStream stream)
    {
        while (true) await stream.WriteAsync(new byte[1_000], Stop);
    }

    private void Send(byte[] bytes, Random random)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var length = Math.Min(random.Next(1, 2_000), bytes.Length - at);
            _model.Send(bytes.AsSpan(at, length));
            at += length;
        }
    }
}
