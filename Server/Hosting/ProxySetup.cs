using System.Text.RegularExpressions;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Interception.Server.Hosting;

/// <summary>Life behind a reverse proxy: under a path of its own, and with the caller's true address.</summary>
internal static partial class ProxySetup
{
    /// <summary>Comes first, since everything later asks for the path and the caller.</summary>
    public static void UseProxies(this WebApplication app)
    {
        var known = app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value.Known;
        // Without any name the framework would believe everybody.
        if (known.Length > 0) app.UseForwardedHeaders(From(known));
        app.UsePathBase(PathBase(app.Configuration));
        // Here, because the framework's own place for it is in front of the path base.
        app.UseRouting();
    }

    private static ForwardedHeadersOptions From(IEnumerable<string> known)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All, ForwardLimit = null };
        // The framework trusts loopback unasked.
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
