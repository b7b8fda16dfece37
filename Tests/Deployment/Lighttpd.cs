using Interception.Tests.Support;

namespace Interception.Tests.Deployment;

/// <summary>A real lighttpd in front of a server. By default it refuses WebSockets and shows an answer when it has all of it.</summary>
internal sealed class Lighttpd : IAsyncDisposable
{
    /// <summary>Lets WebSockets through.</summary>
    public const string Upgrade = """proxy.header = ("upgrade" => "enable")""";

    /// <summary>Passes on what there is of an answer.</summary>
    public const string Stream = "server.stream-response-body = 1";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lighttpd-");
    private readonly ChildProcess _process;

    private Lighttpd(Uri server, string[] settings)
    {
        Address = new($"http://127.0.0.1:{LoopbackPort.FindFree()}/");
        var file = Path.Combine(_folder.FullName, "lighttpd.conf");
        File.WriteAllText(file, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Deployment", "Fixtures", "lighttpd.conf"))
            .Replace("PORT", $"{Address.Port}", StringComparison.Ordinal)
            .Replace("SERVER", $"{server.Port}", StringComparison.Ordinal)
            .Replace("SETTINGS", string.Join('\n', settings), StringComparison.Ordinal));
        _process = new([Needs.Program("lighttpd"), "-D", "-f", file]);
    }

    /// <summary>What a browser would open.</summary>
    public Uri Address { get; }

    /// <summary>Starts one; it takes calls when this is completed.</summary>
    /// <param name="server">Where the server listens.</param>
    /// <param name="settings">What is not as it is by default.</param>
    public static async Task<Lighttpd> StartAsync(Uri server, params string[] settings)
    {
        var lighttpd = new Lighttpd(server, settings);
        await lighttpd._process.LineAsync("server started");
        return lighttpd;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
