using Interception.Server.Contracts;
using Interception.Server.Generation;
using Interception.Server.Generation.Ollama.Endpoints;
using Interception.Server.Generation.Resilience;
using Interception.Server.Runs;
using Interception.Tests.Support.Ollama;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Support;

/// <summary>The whole server in memory, in front of a scripted Ollama of its own.</summary>
/// <remarks>Any public class of the server names its assembly; Program would be the console client's as well.</remarks>
public sealed class App : WebApplicationFactory<ModelPrompt>
{
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly TimeProvider? _time;

    /// <summary>Makes a server with these settings on top of its defaults.</summary>
    /// <param name="time">The clock; null for the real one.</param>
    /// <param name="settings">Configuration keys and values.</param>
    public App(TimeProvider? time = null, params (string Key, string Value)[] settings)
        : this(time, new ScriptedOllama(), settings)
    {
    }

    /// <summary>The same, with a given model server.</summary>
    public App(TimeProvider? time, ScriptedOllama ollama, params (string Key, string Value)[] settings)
    {
        Ollama = ollama;
        _time = time;
        _settings = settings.ToDictionary(setting => setting.Key, setting => setting.Value);
    }

    /// <summary>Adds services, or replaces them.</summary>
    public Action<IServiceCollection>? Parts { get; init; }

    /// <summary>The model server.</summary>
    public ScriptedOllama Ollama { get; }

    /// <summary>The log.</summary>
    public Log Log { get; } = new();

    /// <summary>Listens on a port of this machine instead of in memory, so that a browser can connect.</summary>
    /// <param name="port">The port; 0 for any free one.</param>
    /// <returns>The address to open.</returns>
    public Uri Listen(int port = 0)
    {
        UseKestrel(port);
        StartServer();
        return ClientOptions.BaseAddress;
    }

    /// <summary>A connection to the hub, started.</summary>
    public async Task<HubConnection> ConnectAsync(HttpTransportType transport = HttpTransportType.WebSockets)
    {
        var connection = new HubConnectionBuilder().WithUrl(new Uri(Server.BaseAddress, HubRoute.Path), http =>
        {
            http.Transports = transport;
            http.HttpMessageHandlerFactory = _ => Server.CreateHandler();
            http.WebSocketFactory = async (context, token) => await Server.CreateWebSocketClient().ConnectAsync(context.Uri, token);
        }).Build();
        await connection.StartAsync();
        return connection;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        // At shutdown Polly waits, by the server's clock, for running calls; on a stopped clock it would wait for ever.
        if (_time is not null) await Services.GetRequiredService<ClassControls>().StopAllAsync();
        await base.DisposeAsync();
        await Ollama.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Ollama:Endpoints:0", Ollama.Address.ToString());
        builder.UseSetting("Practice:Mode", "Never");
        // A finished test waits for no reader.
        builder.UseSetting("Runs:DrainFor", "00:00:00");
        // A test decides itself which models are in memory.
        builder.UseSetting("Ollama:WarmUp", "false");
        // The self-test asks the judge, and would use up the answers that a test has prepared.
        builder.UseSetting("Safety:SelfTest", "false");
        foreach (var (key, value) in _settings) builder.UseSetting(key, value);
        builder.ConfigureTestServices(services =>
        {
            if (_time is not null) services.AddSingleton(_time);
            // A server that fails in a test is asked again without a break.
            services.AddSingleton(new ServerRests(scale: 0));
            Parts?.Invoke(services);
        });
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Trace));
    }
}

/// <summary>Conditions inside the server that tests wait for.</summary>
internal static class Inside
{
    /// <summary>Waits until every model server was asked once.</summary>
    public static Task FirstRoundAsync(this IServiceProvider services) =>
        services.GetRequiredService<EndpointMonitor>().FirstRound.WaitAsync(TestContext.Current.CancellationToken);
}
