using Interception.Client.Console;
using Interception.Client.Console.Connection;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.AspNetCore.Http.Connections;

namespace Interception.Tests.Deployment;

/// <summary>A server behind lighttpd, as people have it.</summary>
public sealed class LighttpdTests : ReverseProxyContract, IAsyncDisposable
{
    private readonly App _app = new();

    protected override ScriptedOllama Ollama => _app.Ollama;

    [Fact(Timeout = 60_000)]
    public async Task As_it_is_by_default_text_comes_over_long_polling()
    {
        await using var proxy = await Lighttpd.StartAsync(_app.Listen());

        (await UsedAsync(proxy, transport: null)).Should().Be(TransportKind.LongPolling);
    }

    [Fact(Timeout = 60_000)]
    public async Task With_its_two_settings_every_transport_comes_through()
    {
        await using var proxy = await StartAsync(transport: null);

        foreach (var transport in Enum.GetValues<TransportKind>())
            (await UsedAsync(proxy, transport)).Should().Be(transport);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private protected override Task<ReverseProxy> StartAsync(HttpTransportType? transport) =>
        Lighttpd.StartAsync(_app.Listen(), Lighttpd.Upgrade, Lighttpd.Stream);

    /// <summary>Reads a text through it.</summary>
    private static async Task<TransportKind> UsedAsync(ReverseProxy proxy, TransportKind? transport)
    {
        var surroundings = new CommandContext { In = TextReader.Null, Out = TextWriter.Null, Error = TextWriter.Null };
        await using var server = await ServerLink.OpenAsync(surroundings, new(proxy.Address), transport, ServerLink.LongPatience, Token);
        await using var run = await server.StartAsync(new() { Text = "a blue bird" }, Token);
        (await run.TextAsync(Stage.Interception, Token).FirstAsync(Token)).Should().NotBeEmpty();
        return server.Transport;
    }
}
