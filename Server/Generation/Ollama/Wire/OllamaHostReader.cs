using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.Ollama.Wire;

/// <summary>Reads <c>OLLAMA_HOST</c> as Ollama's own clients do, so that a machine which sets it needs no second setting.</summary>
internal static class OllamaHostReader
{
    /// <summary>The name of the variable.</summary>
    public const string Key = "OLLAMA_HOST";

    private const int OllamaPort = 11434;

    /// <summary>The address to ask; null when the variable is empty.</summary>
    /// <exception cref="OptionsValidationException">The value is not an address.</exception>
    public static Uri? Read(string? value)
    {
        var said = (value ?? "").Trim().Trim('"', '\'').Trim();
        if (said.Length == 0) return null;
        if (said.Contains('@', StringComparison.Ordinal)) throw Refused(said);
        // Ollama's cloud is the one name with its own scheme.
        var (scheme, rest) = said == "ollama.com" ? ("https", said) : SchemeOf(said);
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var (place, path) = slash < 0 ? (rest, "") : (rest[..slash], rest[slash..].TrimEnd('/'));
        var (host, port) = PlaceOf(place);
        var address = string.Create(CultureInfo.InvariantCulture, $"{scheme}://{Reachable(host)}:{port ?? PortOf(said, scheme)}{path}");
        return IsAddress(address) && Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : throw Refused(said);
    }

    private static (string Scheme, string Behind) SchemeOf(string said) =>
        said.IndexOf("://", StringComparison.Ordinal) is >= 0 and var end ? (said[..end], said[(end + 3)..]) : ("http", said);

    /// <summary>A scheme implies its port.</summary>
    private static int PortOf(string said, string scheme) =>
        scheme == "https" ? 443 : said.Contains("://", StringComparison.Ordinal) ? 80 : OllamaPort;

    /// <summary>Host and port; an invalid port is ignored.</summary>
    private static (string Host, int? Port) PlaceOf(string place)
    {
        var colon = place.LastIndexOf(':');
        var isAlone = colon < 0 || (place[0] == '[' ? place[colon - 1] != ']' : place.IndexOf(':', StringComparison.Ordinal) != colon);
        return isAlone ? (place, null) : (place[..colon], Port(place[(colon + 1)..]));
    }

    private static int? Port(string said) =>
        int.TryParse(said, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var port) && port is >= 0 and <= IPEndPoint.MaxPort ? port : null;

    /// <summary>An address that means "listen everywhere" cannot be called, so it becomes this machine.</summary>
    private static string Reachable(string host)
    {
        var bare = host.Trim('[', ']');
        if (bare.Length == 0) return "127.0.0.1";
        if (!IPAddress.TryParse(bare, out var address)) return host;
        return address.Equals(IPAddress.Any) ? "127.0.0.1"
            : address.Equals(IPAddress.IPv6Any) ? "[::1]"
            : bare.Contains(':', StringComparison.Ordinal) ? $"[{bare}]" : bare;
    }

    private static bool IsAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri is { Scheme: "http" or "https", Host.Length: > 0, UserInfo: "", Query: "", Fragment: "" };

    /// <summary>The part before an at sign may be a password.</summary>
    private static OptionsValidationException Refused(string said)
    {
        var shown = said[(said.LastIndexOf('@') + 1)..];
        return new(nameof(OllamaOptions), typeof(OllamaOptions), [$"{Key} is '{shown}', but must be an address such as gpu:11434 or https://gpu/ollama."]);
    }
}
