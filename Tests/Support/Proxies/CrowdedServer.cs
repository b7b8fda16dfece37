using Interception.Tests.Deployment;

namespace Interception.Tests.Support.Proxies;

/// <summary>A server in a process of its own, beside programs that take all of the processor and come before it, though after everything else on this machine.</summary>
internal sealed class CrowdedServer : IAsyncDisposable
{
    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(50);

    private readonly ChildProcess _server;
    private readonly List<ChildProcess> _others = [];

    private CrowdedServer(Uri model) => _server = new([
        "nice", "-n", "19", "dotnet", typeof(Server.Runs.Run).Assembly.Location, $"--urls={Address}", $"--Ollama:Endpoints:0={model}",
        "--Practice:Mode=Never", "--Safety:SelfTest=false", "--Ollama:WarmUp=false", "--Logging:LogLevel:Default=Warning"]);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{LoopbackPort.FindFree()}");

    /// <summary>Starts it; the others come when it is ready.</summary>
    /// <param name="model">Where its model is.</param>
    /// <param name="others">How many they are.</param>
    public static async Task<CrowdedServer> StartAsync(Uri model, int others)
    {
        var server = new CrowdedServer(model);
        await server.ReadyAsync();
        for (var n = 0; n < others; n++) server._others.Add(new(["nice", "-n", "10", "sh", "-c", "while :; do :; done"]));
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var other in _others) await other.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient();
        while (!await AnswersAsync(http)) await Task.Delay(AMoment, TestContext.Current.CancellationToken);
    }

    private async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Address, "health/ready"), TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            if (_server.HasEnded) throw new InvalidOperationException(_server.Said);
            return false;
        }
    }
}
