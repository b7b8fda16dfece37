using System.Net;
using System.Net.Sockets;
using Interception.Server.Generation.Privacy;
using Interception.Server.Scheduling;
using Microsoft.Extensions.Options;
using Polly.Registry;

namespace Interception.Server.Generation.Streaming;

/// <summary>The connections to model servers; with <c>Privacy:LocalOnly</c> only to private addresses, whatever a name resolves to.</summary>
internal sealed class ModelHttpHandler : IDisposable
{
    public ModelHttpHandler(CallTimeouts clocks, IOptions<PrivacyOptions> privacy, ResiliencePipelineRegistry<string> pipelines, BeatClock beats)
        : this(clocks, pipelines, async (context, token) =>
            new PolledSocketStream(await DialAsync(context.DnsEndPoint, privacy.Value.LocalOnly, token), beats))
    {
    }

    internal ModelHttpHandler(CallTimeouts clocks, ResiliencePipelineRegistry<string> pipelines,
        Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> dial) =>
        Handler = new ProviderPipeline(pipelines, new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            // A reader who leaves must be noticed at once, so the rest of a response is not read.
            ResponseDrainTimeout = TimeSpan.Zero,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = Timeout.InfiniteTimeSpan,
            ConnectCallback = (context, token) => clocks.Connect.RunAsync(dial, context, token),
        });

    /// <summary>The client for requests.</summary>
    public HttpMessageHandler Handler { get; }

    public void Dispose() => Handler.Dispose();

    private static async ValueTask<Socket> DialAsync(DnsEndPoint server, bool localOnly, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(server.Host, cancellationToken);
        if (localOnly && !addresses.All(PrivateAddress.Is))
        {
            throw new GenerationException(
                GenerationFailure.Unavailable, $"Privacy:LocalOnly allows only private addresses, and {server.Host} has another.");
        }

        return await ConnectAsync(addresses, server.Port, cancellationToken);
    }

    private static async ValueTask<Socket> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
