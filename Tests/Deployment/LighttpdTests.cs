using Interception.Client.Console;
using Interception.Client.Console.Connection;
using Interception.Server.Contracts;
using Interception.Tests.Support;

namespace Interception.Tests.Deployment;

/// <summary>A server behind lighttpd, as people have it; set up as its recipe says it streams: <see cref="ProxyRecipeTests"/>.</summary>
public sealed class LighttpdTests : IAsyncDisposable
{
    private readonly App _app = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task As_it_is_by_default_text_comes_over_long_polling()
    {
        await using var proxy = await Lighttpd.StartAsync(_app.Listen());

        (await UsedAsync(proxy, transport: null)).Should().Be(TransportKind.LongPolling);
    }

    [Fact(Timeout = 60_000)]
    public async Task With_its_two_settings_every_transport_comes_through()
    {
        await using var proxy = await Lighttpd.StartAsync(_app.Listen(), Lighttpd.Upgrade, Lighttpd.Stream);

        foreach (var transport in Enum.GetValues<TransportKind>())
            (await UsedAsync(proxy, transport)).Should().Be(transport);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

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
