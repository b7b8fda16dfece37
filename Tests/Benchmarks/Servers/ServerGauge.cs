using System.Globalization;
using System.Net.Sockets;

namespace Interception.Benchmarks.Servers;

/// <summary>Reads what a server has used, by the hook that runs in it.</summary>
internal sealed class ServerGauge : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    /// <summary>Where the hook of the server to be started listens.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"gauge-{Guid.NewGuid():N}");

    /// <summary>Finds the hook of a server that runs.</summary>
    public void Connect() => _socket.Connect(new UnixDomainSocketEndPoint(Path));

    public GaugeReading Read()
    {
        _socket.Send([0]);
        var answer = new byte[200];
        var length = _socket.Receive(answer);
        var said = System.Text.Encoding.ASCII.GetString(answer, 0, length).Trim().Split(' ')
            .Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new(TimeSpan.FromTicks(said[0]), said[1], said[2], said[3]);
    }

    public void Dispose()
    {
        _socket.Dispose();
        File.Delete(Path);
    }
}

/// <summary>What a server has used since its start.</summary>
/// <param name="Cpu">Processor time.</param>
/// <param name="Allocated">Bytes allocated.</param>
/// <param name="Memory">Bytes of its working set, now.</param>
/// <param name="Compiled">Methods that the compiler has made, each time that it made one.</param>
internal readonly record struct GaugeReading(TimeSpan Cpu, long Allocated, long Memory, long Compiled);
