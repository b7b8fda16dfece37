using System.Diagnostics;
using System.Net.WebSockets;
using Interception.Benchmarks.Servers;

namespace Interception.Benchmarks.Load;

/// <summary>One reader of one stream.</summary>
internal abstract class StreamClient : IDisposable
{
    /// <summary>As the server wants to be read.</summary>
    public static StreamClient For(MeasuredServer server) =>
        server.Kind == ContestantKind.Yarp ? new ProxyClient(server.Address) : new HubClient(server);

    /// <summary>Makes ready, before anything is measured.</summary>
    public abstract Task ConnectAsync();

    /// <summary>Asks, and reads to the end. A stream that breaks is one that is not whole.</summary>
    public async Task ReadAsync(StreamRecord stream)
    {
        stream.Asked = Stopwatch.GetTimestamp();
        try
        {
            await ReadToEndAsync(stream);
        }
        catch (Exception broken) when (broken is InvalidOperationException or WebSocketException or HttpRequestException or IOException)
        {
            Console.Error.WriteLine($"Stream {stream.Number}: {broken.Message}");
        }
    }

    public abstract void Dispose();

    protected abstract Task ReadToEndAsync(StreamRecord stream);
}
