using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Interception.Tests.Support.Engines;

/// <summary>Debian's WebKit, by WebDriver. It needs a screen: one that nobody sees is made for it.</summary>
internal sealed class WebKitEngine : IPageEngine
{
    private const string Driver = "/usr/bin/WebKitWebDriver", Screen = "/usr/bin/Xvfb";

    private readonly HttpClient _http = new();
    private ChildProgram? _screen, _driver;

    /// <summary>What is missing to start it; null when it is all there.</summary>
    public static string? Missing => Array.TrueForAll([Driver, Screen], File.Exists) && Window is not null ? null
        : $"There is no WebKit with {Driver} and {Screen}: install webkit2gtk-driver and xvfb.";

    private static string? Window => Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu*").Select(libraries => Path.Combine(libraries, "webkit2gtk-4.1", "MiniBrowser")).FirstOrDefault(File.Exists)
        : null;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts it, with nothing kept from before.</summary>
    public static async Task<IPageEngine> StartAsync()
    {
        var engine = new WebKitEngine { _screen = ChildProgram.Start([], Screen, "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp") };
        var display = await engine._screen.SaysAsync(@"^(\d+)$");
        var port = LoopbackPort.FindFree();
        engine._driver = ChildProgram.Start([("DISPLAY", $":{display}"), ("LANG", "C.UTF-8")], Driver, $"--port={port}");
        engine._http.BaseAddress = new($"http://127.0.0.1:{port}/");
        await engine.BeginAsync();
        return engine;
    }

    public Task OpenAsync(Uri address) => AskAsync("url", new { url = address });

    public Task ReloadAsync() => AskAsync("refresh", new { });

    public Task<JsonElement> EvaluateAsync(string expression) => AskAsync("execute/async", new
    {
        script = $"const say = arguments[arguments.length - 1]; Promise.resolve({expression}).then(say);",
        args = Array.Empty<object>(),
    });

    public async Task TypeAsync(string name, string text) => await AskAsync($"element/{await FindAsync(name)}/value", new { text });

    public async Task PressAsync(string name) => await AskAsync($"element/{await FindAsync(name)}/click", new { });

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        _driver?.Dispose();
        _screen?.Dispose();
        return default;
    }

    /// <summary>The driver says nothing when it listens, so it is asked until it answers.</summary>
    private async Task BeginAsync()
    {
        var options = new Dictionary<string, object> { ["webkitgtk:browserOptions"] = new { binary = Window, args = new[] { "--automation" } } };
        using var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = ListeningAsync }) { BaseAddress = _http.BaseAddress };
        using var answer = await client.PostAsJsonAsync("session", new { capabilities = new { alwaysMatch = options } }, Cancel);
        var session = (await ValueAsync(answer)).GetProperty("sessionId").GetString();
        _http.BaseAddress = new(_http.BaseAddress!, $"session/{session}/");
    }

    private static async ValueTask<Stream> ListeningAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        while (true)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException)
            {
                socket.Dispose();
                await Task.Delay(20, cancellationToken);
            }
        }
    }

    private async Task<string> FindAsync(string name) =>
        (await AskAsync("element", new { @using = "css selector", value = $"[data-testid={name}]" })).EnumerateObject().First().Value.GetString()!;

    private async Task<JsonElement> AskAsync(string command, object parameters)
    {
        using var answer = await _http.PostAsJsonAsync(command, parameters, Cancel);
        return await ValueAsync(answer);
    }

    private static async Task<JsonElement> ValueAsync(HttpResponseMessage answer)
    {
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        return answer.IsSuccessStatusCode ? said.GetProperty("value") : throw new InvalidOperationException($"{said}");
    }
}
