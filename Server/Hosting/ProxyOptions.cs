using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Interception.Server.Hosting;

/// <summary>Which proxies are trusted to name the caller. Bound from the <c>Proxies</c> section.</summary>
internal sealed class ProxyOptions
{
    /// <summary>Reverse proxies in front of the server, as addresses or networks such as 172.16.0.0/12. Only they may name the caller. Default: none.</summary>
    [Networks]
    public string[] Known { get; set; } = [];

    /// <summary>Parses a network; a single address becomes a network of one address.</summary>
    internal static bool TryParse(string text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network)) return true;
        if (!IPAddress.TryParse(text, out var address)) return false;
        network = new(address, address.GetAddressBytes().Length * 8);
        return true;
    }

    private sealed class NetworksAttribute() : ValidationAttribute("IP addresses or networks such as 127.0.0.1 and 172.16.0.0/12")
    {
        public override bool IsValid(object? value) => value is string[] all && all.All(text => TryParse(text, out _));
    }
}
