namespace Interception.Tests.Deployment;

/// <summary>nginx under the path /workshop/, with its buffering as it is by default.</summary>
internal sealed class Nginx : ReverseProxy
{
    private Nginx(string server, string version, string more)
        : base("nginx", "/workshop/", new Dictionary<string, string> { ["VERSION"] = version, ["MORE"] = more, ["SERVER"] = server },
            settings => ["-e", "stderr", "-p", settings.DirectoryName!, "-c", settings.Name])
    {
    }

    /// <summary>Starts one; it takes calls when this is completed.</summary>
    /// <param name="server">Where the server listens.</param>
    /// <param name="version">Of HTTP, between nginx and the server: with 1.0, its default, nginx holds text back; WebSockets need 1.1.</param>
    /// <param name="more">Further lines of its location.</param>
    public static async Task<ReverseProxy> StartAsync(Uri server, string version, string more = "")
    {
        var nginx = new Nginx(server.Authority, version, more);
        await nginx.ReadyAsync("start worker process ");
        return nginx;
    }
}
