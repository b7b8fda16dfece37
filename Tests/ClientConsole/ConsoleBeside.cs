using Interception.Client.Console;
using Interception.Server.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.ClientConsole;

/// <summary>The console client beside an in-memory hub. Its clock moves 10 ms with every look.</summary>
internal sealed class ConsoleBeside<THub> : IAsyncDisposable
    where THub : Hub
{
    private readonly IHost _host;
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    private ConsoleBeside(IHost host) => _host = host;

    public Heard Heard => _host.Services.GetRequiredService<Heard>();

    public string Out => _out.ToString();

    public string[] ErrorLines => _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What a person types; null when none sits there.</summary>
    public string? Typed { get; init; }

    public bool Erasable { get; init; }

    public static async Task<ConsoleBeside<THub>> StartAsync(string? typed = null, bool erasable = false)
    {
        var host = await new HostBuilder().ConfigureWebHost(web => web.UseTestServer()
            .ConfigureServices(services => services.AddSingleton<Heard>().AddSignalR())
            .Configure(app => app.UseRouting().UseEndpoints(routes => routes.MapHub<THub>(HubRoute.Path))))
            .StartAsync(TestContext.Current.CancellationToken);
        return new(host) { Typed = typed, Erasable = erasable };
    }

    public Task<int> InvokeAsync(string[] arguments, CancellationToken cancellationToken) =>
        CommandLine.InvokeAsync(arguments, Surroundings(), cancellationToken);

    public CommandContext Surroundings() => new()
    {
        In = new StringReader(Typed ?? ""),
        Out = _out,
        Error = _error,
        PersonPresent = Typed is not null,
        Erasable = Erasable,
        Time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMilliseconds(10) },
        Network = options =>
        {
            var server = _host.GetTestServer();
            options.HttpMessageHandlerFactory = _ => server.CreateHandler();
            options.WebSocketFactory = async (context, cancellationToken) =>
                await server.CreateWebSocketClient().ConnectAsync(context.Uri, cancellationToken);
        },
    };

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(TestContext.Current.CancellationToken);
        _host.Dispose();
    }
}
