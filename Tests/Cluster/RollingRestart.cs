using System.Net;
using Interception.Tests.Deployment;
using Interception.Tests.Support;

namespace Interception.Tests.Cluster;

/// <summary>Runs the operators' script against nodes of a test, which restarts them for it.</summary>
internal sealed class RollingRestart : IDisposable
{
    private readonly HttpListener _asked = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("restart-");
    private readonly ServerCluster _cluster;
    private readonly Uri _address = new($"http://127.0.0.1:{LoopbackPort.FindFree()}/");

    /// <param name="cluster">Whose nodes.</param>
    public RollingRestart(ServerCluster cluster)
    {
        _cluster = cluster;
        _asked.Prefixes.Add(_address.ToString());
        _asked.Start();
        _ = ServeAsync();
    }

    /// <summary>Runs it.</summary>
    /// <returns>What it said.</returns>
    public async Task<string> RunAsync()
    {
        var (restart, ready) = (Script("restart", $"curl -fsS -o /dev/null {_address}$1"), Script("ready", string.Join('\n', _cluster.Nodes.Select(node =>
            $"[ $1 != {node.Name} ] || exec curl -fsS -o /dev/null {node.Address}health/ready"))));
        return await ChildProcess.RunAsync(["env", $"RESTART=sh {restart}", $"READY=sh {ready}", "PATIENCE=60",
            "sh", Path.Combine(Repository.Root, "Server", "docs", "scale", "rolling-restart.sh"), .. _cluster.Nodes.Select(node => node.Name)]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _asked.Close();
        _folder.Delete(recursive: true);
    }

    private string Script(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text + "\n");
        return path;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var call = await _asked.GetContextAsync();
                await RestartAsync(call);
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task RestartAsync(HttpListenerContext call)
    {
        try
        {
            await _cluster.Nodes.Single(node => $"/{node.Name}" == call.Request.Url!.AbsolutePath).RestartAsync();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The script then ends with the refusal, and the test with what it said.
            call.Response.StatusCode = 500;
        }

        call.Response.Close();
    }
}
