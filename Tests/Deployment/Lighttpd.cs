namespace Interception.Tests.Deployment;

/// <summary>lighttpd. By default it refuses WebSockets and shows an answer when it has all of it.</summary>
internal sealed class Lighttpd : ReverseProxy
{
    /// <summary>Lets WebSockets through.</summary>
    public const string Upgrade = """proxy.header = ("upgrade" => "enable")""";

    /// <summary>Passes on what there is of an answer.</summary>
    public const string Stream = "server.stream-response-body = 1";

    private Lighttpd(Uri server, string[] settings)
        : base("lighttpd", "/", new Dictionary<string, string> { ["SERVER"] = $"{server.Port}", ["SETTINGS"] = string.Join('\n', settings) },
            file => ["-D", "-f", file.FullName])
    {
    }

    /// <summary>Starts one; it takes calls when this is completed.</summary>
    /// <param name="server">Where the server listens.</param>
    /// <param name="settings">What is not as it is by default.</param>
    public static async Task<ReverseProxy> StartAsync(Uri server, params string[] settings)
    {
        var lighttpd = new Lighttpd(server, settings);
        await lighttpd.ReadyAsync("server started");
        return lighttpd;
    }
}
