using System.Diagnostics;
using Interception.Tests.Deployment;
using Interception.Tests.Support;

namespace Interception.Tests.Cluster;

/// <summary>One server among several: a process of its own, which can be killed, frozen, told to go and started again.</summary>
internal sealed class ClusterNode : IAsyncDisposable
{
    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(50);

    private readonly string[] _settings;
    private readonly string _build;
    private ChildProcess _process;

    /// <summary>Starts it.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="settings">As on the command line.</param>
    /// <param name="build">Its <c>Interception.Server.dll</c>; null for this one.</param>
    public ClusterNode(string name, IEnumerable<string> settings, string? build = null)
    {
        Name = name;
        _build = build ?? Path.Combine(AppContext.BaseDirectory, "Interception.Server.dll");
        Address = new($"http://127.0.0.1:{LoopbackPort.FindFree()}");
        _settings = [.. settings];
        _process = StartProcess();
        Http = NewClient();
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Where it listens, after a restart too.</summary>
    public Uri Address { get; }

    /// <summary>A caller without cookies.</summary>
    public HttpClient Http { get; private set; }

    /// <summary>All that it has said.</summary>
    public string Said => _process.Said;

    /// <summary>Its number on this machine.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Waits until a class could begin.</summary>
    public Task ReadyAsync() => UntilAsync("health/ready");

    /// <summary>Sends a signal: <c>KILL</c>, <c>STOP</c>, <c>CONT</c>, <c>TERM</c>.</summary>
    public void Signal(string name) => Process.Start("kill", [$"-{name}", $"{_process.Id}"]).WaitForExit();

    /// <summary>Tells it to go, waits until it has, and starts it again.</summary>
    public async Task RestartAsync()
    {
        Signal("TERM");
        (await _process.ExitCodeAsync()).Should().Be(0, "{0} was told to go and said {1}", Name, Said);
        await StartAgainAsync();
        await UntilAsync("health/live");
    }

    /// <summary>Starts it again after its end.</summary>
    public async Task StartAgainAsync()
    {
        await _process.DisposeAsync();
        Http.Dispose();
        _process = StartProcess();
        Http = NewClient();
    }

    /// <summary>Waits for its end.</summary>
    public Task<int> ExitCodeAsync() => _process.ExitCodeAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _process.DisposeAsync();
    }

    private ChildProcess StartProcess() => new([
        "dotnet", _build, "--urls", Address.ToString(), $"--Node:Name={Name}", .. _settings]);

    private HttpClient NewClient() =>
        new(new SocketsHttpHandler { UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5) }) { BaseAddress = Address, Timeout = Timeout.InfiniteTimeSpan };

    private async Task UntilAsync(string path)
    {
        while (!await AnswersAsync(path))
        {
            if (_process.HasEnded) throw new InvalidOperationException($"{Name} ended: {Said}");
            await Task.Delay(AMoment, TestContext.Current.CancellationToken);
        }
    }

    private async Task<bool> AnswersAsync(string path)
    {
        try
        {
            using var answer = await Http.GetAsync(path, TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
