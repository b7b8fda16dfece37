using Interception.Tests.Support;

namespace Interception.Tests.Deployment;

/// <summary>A real nginx in front of a server, under the path /workshop/, with its buffering as it is by default.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nginx-");
    private readonly ChildProcess _process;

    private Nginx(string server, string version, string more)
    {
        Address = new($"http://127.0.0.1:{LoopbackPort.FindFree()}/workshop/");
        var settings = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Deployment", "Fixtures", "nginx.conf"))
            .Replace("127.0.0.1:PORT", Address.Authority, StringComparison.Ordinal)
            .Replace("VERSION", version, StringComparison.Ordinal)
            .Replace("MORE", more, StringComparison.Ordinal)
            .Replace("SERVER", server, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder.FullName, "nginx.conf"), settings);
        _process = new([Needs.Program("nginx"), "-e", "stderr", "-p", _folder.FullName, "-c", "nginx.conf"]);
    }

    /// <summary>What a browser would open.</summary>
    public Uri Address { get; }

    /// <summary>Starts one; it takes calls when this is completed.</summary>
    /// <param name="server">Where the server listens.</param>
    /// <param name="version">Of HTTP, between nginx and the server: with 1.0, its default, nginx holds text back; WebSockets need 1.1.</param>
    /// <param name="more">Further lines of its location.</param>
    public static async Task<Nginx> StartAsync(Uri server, string version, string more = "")
    {
        var nginx = new Nginx(server.Authority, version, more);
        await nginx._process.LineAsync("start worker process ");
        return nginx;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
