using System.Diagnostics;
using Interception.Benchmarks.Servers;

namespace Interception.Tests.Support.Proxies;

/// <summary>A server in a process of its own that gets the processor only now and then, as beside a model that takes it all.</summary>
internal sealed class StarvedServer : IAsyncDisposable
{
    private readonly MeasuredServer _server;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _starving;

    private StarvedServer(MeasuredServer server, TimeSpan without, TimeSpan with)
    {
        _server = server;
        _starving = StarveAsync(without, with);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => _server.Address;

    /// <summary>Starts one.</summary>
    /// <param name="model">Where its model is.</param>
    /// <param name="without">How long it gets nothing.</param>
    /// <param name="with">How long it then may work.</param>
    public static async Task<StarvedServer> StartAsync(Uri model, TimeSpan without, TimeSpan with) =>
        new(await MeasuredServer.StartAsync(ContestantKind.Product, typeof(Server.Runs.Run).Assembly.Location, model), without, with);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _starving;
        _server.Dispose();
        _over.Dispose();
    }

    private async Task StarveAsync(TimeSpan without, TimeSpan with)
    {
        while (!_over.IsCancellationRequested)
        {
            await SignalAsync("STOP");
            await Task.Delay(without);
            await SignalAsync("CONT");
            await Task.Delay(with);
        }
    }

    private Task SignalAsync(string name) => Process.Start("kill", [$"-{name}", $"{_server.ProcessId}"]).WaitForExitAsync();
}
