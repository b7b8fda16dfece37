using System.Net;
using System.Net.Sockets;

namespace Interception.Server.Delivery.Callers;

/// <summary>Tells callers without a cookie apart.</summary>
internal static class ClientAddress
{
    /// <summary>The caller's address. For IPv6 only the network counts, because a machine may choose any address in it.</summary>
    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } address => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } address => $"{new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), 0, 0, 0, 0, 0, 0, 0, 0])}/64",
        var address => address.ToString(),
    };
}
