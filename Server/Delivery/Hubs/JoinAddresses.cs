using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Interception.Server.Delivery.Callers;
using Microsoft.Extensions.Options;

namespace Interception.Server.Delivery.Hubs;

/// <summary>How children join: the addresses of this machine, and the code.</summary>
internal sealed class JoinAddresses(IOptions<AccessOptions> access)
{
    /// <summary>The code that children type; null when none is needed.</summary>
    public string? Code => access.Value.Code is { Length: > 0 } code ? code : null;

    /// <summary>This machine's addresses in its networks. A wall that was opened under another name shows that name.</summary>
    public static IReadOnlyList<string> Hosts() => [.. NetworkInterface.GetAllNetworkInterfaces()
        .Where(card => card.OperationalStatus == OperationalStatus.Up)
        .SelectMany(card => card.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .Where(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))
        .Select(address => address.ToString())];
}
