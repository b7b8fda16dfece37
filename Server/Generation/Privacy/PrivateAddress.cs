using System.Net;
using System.Net.Sockets;

namespace Interception.Server.Generation.Privacy;

/// <summary>Tells addresses of this machine and its network from all others.</summary>
internal static class PrivateAddress
{
    private static readonly IPNetwork[] Networks =
    [
        IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("::1/128"), IPNetwork.Parse("fc00::/7"),
    ];

    private static readonly string[] Endings = [".localhost", ".local", ".lan", ".internal", ".home.arpa"];

    /// <summary>Whether everything sent there stays in the own network.</summary>
    /// <param name="address">An http or https address.</param>
    /// <param name="resolve">Looks up a name that is not private by its form.</param>
    public static bool Is(Uri address, Func<string, IPAddress[]> resolve) => address.HostNameType switch
    {
        _ when address.UserInfo.Length > 0 => false,
        UriHostNameType.IPv4 => IsWrittenPlainly(address) && Is(IPAddress.Parse(address.DnsSafeHost)),
        UriHostNameType.IPv6 => Is(IPAddress.Parse(address.DnsSafeHost)),
        UriHostNameType.Dns => IsPrivateName(address.Host) || ResolvesToPrivate(address.Host, resolve),
        _ => false,
    };

    /// <inheritdoc cref="Is(Uri, Func{string, IPAddress[]})"/>
    /// <remarks>Link-local addresses are not private: clouds keep their secrets at 169.254.169.254.</remarks>
    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Networks.Any(network => network.Contains(plain));
    }

    /// <summary>An address such as 0x7f000001 for 127.0.0.1 is only written to hide something.</summary>
    private static bool IsWrittenPlainly(Uri address) =>
        address.OriginalString.StartsWith($"{address.Scheme}://{address.Host}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Names such as <c>ollama</c> in a compose file, which need not resolve yet.</summary>
    private static bool IsPrivateName(string name) =>
        !name.Contains('.', StringComparison.Ordinal)
        || Array.Exists(Endings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool ResolvesToPrivate(string name, Func<string, IPAddress[]> resolve)
    {
        try
        {
            return resolve(name) is { Length: > 0 } addresses && addresses.All(Is);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
