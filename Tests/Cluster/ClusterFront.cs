using System.Text.RegularExpressions;
using Interception.Tests.Deployment;
using Interception.Tests.Support;

namespace Interception.Tests.Cluster;

/// <summary>nginx in front of the nodes, with the file and the arguments of docker-compose.scale.yml; only addresses are others.</summary>
internal sealed partial class ClusterFront : IAsyncDisposable
{
    /// <summary>The file.</summary>
    public const string File = "Server/docs/scale/nginx.conf";

    /// <summary>Where the tests see which node has answered.</summary>
    public const string NodeHeader = "X-Node";

    private const string Cookie = "add_header Set-Cookie $new_affinity always;";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nginx-");
    private readonly ChildProcess _process;

    private ClusterFront(IEnumerable<Uri> nodes)
    {
        // Its workers are nobody.
        if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(_folder.FullName, (UnixFileMode)Convert.ToInt32("755", 8));
        Address = new($"http://127.0.0.1:{LoopbackPort.FindFree()}");
        var file = Path.Combine(_folder.FullName, "nginx.conf");
        System.IO.File.WriteAllText(file, Text(nodes));
        _process = new([Needs.Program("nginx"), .. ComposeFile.ReadFile("docker-compose.scale.yml").Services["nginx"].Command.Select(argument => argument switch
        {
            "/tmp" => _folder.FullName,
            "/etc/nginx/nginx.conf" => file,
            _ => argument,
        })]);
    }

    /// <summary>What a browser would open.</summary>
    public Uri Address { get; }

    /// <summary>Starts it; it takes calls when this is completed.</summary>
    public static async Task<ClusterFront> StartAsync(ServerCluster cluster)
    {
        var front = new ClusterFront(cluster.Nodes.Select(node => node.Address));
        await front._process.LineAsync("start worker process ");
        return front;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private string Text(IEnumerable<Uri> nodes)
    {
        var left = new Queue<Uri>(nodes);
        var text = Server().Replace(Repository.Text(File), _ => left.TryDequeue(out var node) ? $"server {node.Authority}" : "#");
        left.Should().BeEmpty("the file has room for all of them");
        return text.Replace("listen 8080", $"listen {Address.Authority}", StringComparison.Ordinal)
            .Replace(Cookie, $"{Cookie} add_header {NodeHeader} $upstream_addr always;", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"server \w+:17801")]
    private static partial Regex Server();
}
