using System.Net.Sockets;

namespace Interception.Tests.Support.Chaos;

/// <summary>One connection through the proxy. What the client sends passes unchanged; faults affect the answers.</summary>
/// <param name="client">The side that connected.</param>
/// <param name="server">The side that answers.</param>
/// <param name="choose">Sees what the client sends, and may return a fault.</param>
internal sealed class ChaosLink(Socket client, Socket server, Func<ReadOnlyMemory<byte>, Fault?> choose)
{
    private const int Most = 16 * 1024;

    private readonly CancellationTokenSource _over = new();
    private volatile Fault? _fault;
    private volatile bool _stalled;
    private Fault? _counted;
    private long _passed;

    /// <summary>Passes bytes on until one side or a fault ends it.</summary>
    public async Task RunAsync()
    {
        Task[] ways = [UpAsync(), DownAsync()];
        await Task.WhenAny(ways);
        Close();
        // However it ended, both sides see a lost connection.
        await Task.WhenAll(ways).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Both sides see a reset.</summary>
    public void Reset()
    {
        try
        {
            foreach (var side in new[] { client, server }) side.LingerState = new(true, 0);
        }
        catch (ObjectDisposedException)
        {
            // It ended at this very moment.
        }

        Close();
    }

    private void Close()
    {
        client.Close();
        server.Close();
        _over.Cancel();
    }

    private async Task UpAsync()
    {
        var buffer = new byte[Most];
        while (await client.ReceiveAsync(buffer, _over.Token) is > 0 and var length)
        {
            var sent = buffer.AsMemory(0, length);
            _fault ??= choose(sent);
            if (!_stalled) await SendAsync(server, sent);
        }
    }

    private async Task DownAsync()
    {
        var buffer = new byte[Most];
        while (await server.ReceiveAsync(buffer, _over.Token) is > 0 and var length)
        {
            for (ReadOnlyMemory<byte> rest = buffer.AsMemory(0, length); rest.Length > 0;)
                rest = rest[await PassAsync(rest)..];
        }
    }

    private async Task<int> PassAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_fault is not { } fault) return await SendAsync(client, bytes);
        if (fault != _counted) (_counted, _passed) = (fault, 0);
        if (_passed >= fault.After) return await StrikeAsync(fault, bytes);
        return await CountedAsync(bytes, (int)(fault.After - _passed));
    }

    private async Task<int> StrikeAsync(Fault fault, ReadOnlyMemory<byte> bytes)
    {
        fault.Strike();
        if (fault.Kind is FaultKind.Stall or FaultKind.SlowClose) _stalled = true;
        if (fault.Kind is FaultKind.Reset) Reset();
        if (fault.Kind is FaultKind.Cut) Close();
        await Task.Delay(PauseOf(fault), _over.Token);
        if (fault.Kind is FaultKind.SlowClose) Close();
        var passed = await CountedAsync(bytes, fault.Bit);
        if (_passed >= (long)fault.After + fault.Length) _fault = null;
        return passed;
    }

    private TimeSpan PauseOf(Fault fault) => fault.Kind switch
    {
        FaultKind.Stall => Timeout.InfiniteTimeSpan,
        FaultKind.Jitter => fault.Pause * (_passed % 7 / 3.0),
        _ => fault.Pause,
    };

    private async Task<int> CountedAsync(ReadOnlyMemory<byte> bytes, int most)
    {
        var passed = await SendAsync(client, bytes[..Math.Min(bytes.Length, most)]);
        _passed += passed;
        return passed;
    }

    private async Task<int> SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        for (var rest = bytes; rest.Length > 0;) rest = rest[await to.SendAsync(rest, _over.Token)..];
        return bytes.Length;
    }
}
