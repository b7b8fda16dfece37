using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Support.Proxies;

/// <summary>A proxy or a school's filter in front of a server. It treats WebSockets and event streams as told and passes everything else.</summary>
public sealed class FilteringProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _onward = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly SemaphoreSlim _held = new(0);
    private readonly Uri _server;

    private FilteringProxy(Uri server, Manner sockets, Manner events)
    {
        _server = server;
        Sockets = sockets;
        Events = events;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.UseWebSockets(new() { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        _app.Run(ServeAsync);
    }

    /// <summary>How it treats WebSockets.</summary>
    public Manner Sockets { get; set; }

    /// <summary>How it treats server-sent events.</summary>
    public Manner Events { get; set; }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>Starts a proxy.</summary>
    public static async Task<FilteringProxy> StartAsync(Uri server, Manner sockets, Manner events)
    {
        var proxy = new FilteringProxy(server, sockets, events);
        await proxy._app.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }

    /// <summary>How many streams it has held back.</summary>
    public int Held { get; private set; }

    /// <summary>Waits until it holds the next stream back.</summary>
    public Task HeldAsync() => _held.WaitAsync(TestContext.Current.CancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _onward.Dispose();
    }

    private Task ServeAsync(HttpContext http)
    {
        var isEvents = http.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.Ordinal);
        var manner = http.WebSockets.IsWebSocketRequest ? Sockets : isEvents ? Events : Manner.Passes;
        if (manner == Manner.Refuses) return http.Response.WriteAsync("Not here.");
        if (http.WebSockets.IsWebSocketRequest) return manner == Manner.Mute ? SwallowAsync(http) : JoinAsync(http);
        return PassAsync(http, isHeld: manner == Manner.Mute);
    }

    private void Hold()
    {
        Held++;
        _held.Release();
    }

    private async Task SwallowAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        Hold();
        await CarryAsync(socket, null, http.RequestAborted);
    }

    private async Task JoinAsync(HttpContext http)
    {
        using var server = new ClientWebSocket();
        server.Options.SetRequestHeader("Cookie", http.Request.Headers.Cookie);
        await server.ConnectAsync(new UriBuilder(Onward(http)) { Scheme = "ws" }.Uri, http.RequestAborted);
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        await Task.WhenAny(CarryAsync(socket, server, http.RequestAborted), CarryAsync(server, socket, http.RequestAborted));
    }

    private static async Task CarryAsync(WebSocket from, WebSocket? to, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer.AsMemory(), cancellationToken) is { MessageType: not WebSocketMessageType.Close } read)
                if (to is not null) await to.SendAsync(buffer.AsMemory(0, read.Count), read.MessageType, read.EndOfMessage, cancellationToken);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // One of the two is gone.
        }
    }

    private async Task PassAsync(HttpContext http, bool isHeld)
    {
        using var request = RequestOf(http);
        try
        {
            using var answer = await _onward.SendAsync(request, http.RequestAborted);
            http.Response.StatusCode = (int)answer.StatusCode;
            foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
                if (name is not ("Transfer-Encoding" or "Connection")) http.Response.Headers[name] = values.ToArray();
            http.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
            if (isHeld) Hold();
            await using var body = await answer.Content.ReadAsStreamAsync(http.RequestAborted);
            await CopyAsync(body, http.Response, isHeld, http.RequestAborted);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            http.Abort();
        }
    }

    private static async Task CopyAsync(Stream from, HttpResponse to, bool isHeld, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        using var held = new MemoryStream();
        if (!isHeld) await to.StartAsync(cancellationToken);
        while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var length)
            await (isHeld ? held : to.Body).WriteAsync(buffer.AsMemory(0, length), cancellationToken);
        await to.Body.WriteAsync(held.ToArray(), cancellationToken);
    }

    private HttpRequestMessage RequestOf(HttpContext http)
    {
        var request = new HttpRequestMessage(new(http.Request.Method), Onward(http)) { Version = new(1, 1) };
        if (http.Request.ContentLength is > 0 || http.Request.Headers.TransferEncoding.Count > 0)
            request.Content = new StreamContent(http.Request.Body);
        foreach (var (name, values) in http.Request.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        return request;
    }

    private Uri Onward(HttpContext http) => new(_server, $"{http.Request.Path}{http.Request.QueryString}");
}
