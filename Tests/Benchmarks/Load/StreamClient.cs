using System.Diagnostics;
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

    /// <summary>Asks, and reads to the end.</summary>
    public Task ReadAsync(StreamRecord stream)
    {
        stream.Asked = Stopwatch.GetTimestamp();
        return ReadToEndAsync(stream);
    }

    public abstract void Dispose();

    protected abstract Task ReadToEndAsync(StreamRecord stream);
}
