using System.Net;
using System.Net.Sockets;

namespace Interception.Tests.Support;

/// <summary>Ports of this machine, for programs that cannot choose one themselves.</summary>
internal static class LoopbackPort
{
    /// <summary>Finds a port that is free now.</summary>
    public static int FindFree()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
