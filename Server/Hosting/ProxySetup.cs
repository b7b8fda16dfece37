using System.Text.RegularExpressions;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Interception.Server.Hosting;

/// <summary>Makes the server work behind a reverse proxy: under a path base, and with the caller's true address.</summary>
internal static partial class ProxySetup
{
    /// <summary>Must come first, because everything later uses the path and the caller.</summary>
    public static void UseProxies(this WebApplication app)
    {
        var known = app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value.Known;
        // With an empty list the framework would trust every proxy.
        if (known.Length > 0) app.UseForwardedHeaders(From(known));
        app.UsePathBase(PathBase(app.Configuration));
        // The path base is set here, because the framework would set it before the forwarded headers are read.
        app.UseRouting();
    }

    private static ForwardedHeadersOptions From(IEnumerable<string> known)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All, ForwardLimit = null };
        // The framework trusts loopback by default.
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var text in known)
            if (ProxyOptions.TryParse(text, out var network)) options.KnownIPNetworks.Add(network);
        return options;
    }

    private static string PathBase(IConfiguration configuration)
    {
        var path = configuration["PathBase"] ?? "";
        return Path().IsMatch(path)
            ? path
            : throw new InvalidDataException($"PathBase is '{path}', but must be empty or a path such as /workshop, with no slash at its end.");
    }

    [GeneratedRegex(@"^(/[A-Za-z0-9_.~-]+)*\z")]
    private static partial Regex Path();
}
