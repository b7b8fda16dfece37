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
/// <remarks>Any type of the server would do to name its assembly; Program is also the console client's name.</remarks>
public sealed class App : WebApplicationFactory<ModelPrompt>
{
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly TimeProvider? _time;

    /// <summary>Makes a server with these settings on top of its defaults.</summary>
    /// <param name="time">Its clock; null for the real one.</param>
    /// <param name="settings">Configuration keys and values.</param>
    public App(TimeProvider? time = null, params (string Key, string Value)[] settings)
        : this(time, new ScriptedOllama(), settings)
    {
    }

    /// <summary>The same, with a model server of its own kind.</summary>
    public App(TimeProvider? time, ScriptedOllama ollama, params (string Key, string Value)[] settings)
    {
        Ollama = ollama;
        _time = time;
        _settings = settings.ToDictionary(setting => setting.Key, setting => setting.Value);
    }

    /// <summary>Adds to the server's parts, or replaces them.</summary>
    public Action<IServiceCollection>? Parts { get; init; }

    /// <summary>The model server behind it.</summary>
    public ScriptedOllama Ollama { get; }

    /// <summary>What it logged.</summary>
    public Log Log { get; } = new();

    /// <summary>Listens on a port of this machine instead of in memory, for a browser.</summary>
    /// <param name="port">Which one; 0 for any that is free.</param>
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
        // Polly waits, by the server's clock, for calls that are on their way: on a clock that stands still for ever.
        if (_time is not null) await Services.GetRequiredService<ClassControls>().StopAllAsync();
        await base.DisposeAsync();
        await Ollama.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Ollama:Endpoints:0", Ollama.Address.ToString());
        builder.UseSetting("Practice:Mode", "Never");
        // A test that is over waits for nobody.
        builder.UseSetting("Runs:DrainFor", "00:00:00");
        // A test says itself what is in memory.
        builder.UseSetting("Ollama:WarmUp", "false");
        // It asks the judge, and would meet what a test has prepared for its own questions.
        builder.UseSetting("Safety:SelfTest", "false");
        foreach (var (key, value) in _settings) builder.UseSetting(key, value);
        builder.ConfigureTestServices(services =>
        {
            if (_time is not null) services.AddSingleton(_time);
            // A server that fails in a test is asked again at once.
            services.AddSingleton(new ServerRests(scale: 0));
            Parts?.Invoke(services);
        });
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Trace));
    }
}

/// <summary>What tests wait for inside the server.</summary>
internal static class Inside
{
    /// <summary>Waits until every model server has been asked once.</summary>
    public static Task FirstRoundAsync(this IServiceProvider services) =>
        services.GetRequiredService<EndpointMonitor>().FirstRound.WaitAsync(TestContext.Current.CancellationToken);
}
