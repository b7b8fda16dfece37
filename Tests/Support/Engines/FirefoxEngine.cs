using System.Text.Json;

namespace Interception.Tests.Support.Engines;

/// <summary>Debian's Firefox, by the commands of WebDriver BiDi that it understands without another program.</summary>
internal sealed class FirefoxEngine : IPageEngine
{
    private static readonly string Program = Environment.GetEnvironmentVariable("FIREFOX") ?? "/usr/bin/firefox-esr";

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("firefox-");
    private readonly ChildProgram _firefox;
    private readonly BidiSocket _socket = new();
    private string _tab = "";

    private FirefoxEngine() => _firefox =
        ChildProgram.Start([], Program, "--headless", "--no-remote", "--profile", _profile.FullName, "--remote-debugging-port", "0");

    /// <summary>What is missing to start it; null when it is all there.</summary>
    public static string? Missing => File.Exists(Program) ? null
        : $"There is no Firefox at {Program}: install it (firefox-esr), or say where it is with FIREFOX=<path>.";

    /// <summary>Starts it, with a profile of its own.</summary>
    public static async Task<IPageEngine> StartAsync()
    {
        var engine = new FirefoxEngine();
        await engine._socket.ConnectAsync(new(await engine._firefox.ErrorsSayAsync(@"listening on (ws://\S+)") + "/session"));
        await engine._socket.AskAsync("session.new", new { capabilities = new { } });
        var tree = await engine._socket.AskAsync("browsingContext.getTree", new { });
        engine._tab = tree.GetProperty("contexts")[0].GetProperty("context").GetString()!;
        return engine;
    }

    public Task OpenAsync(Uri address) => InTabAsync("navigate", new { context = _tab, url = address, wait = "complete" });

    public Task ReloadAsync() => InTabAsync("reload", new { context = _tab, wait = "complete" });

    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        var answer = await _socket.AskAsync("script.evaluate", new
        {
            expression = $"Promise.resolve({expression}).then(JSON.stringify)",
            target = new { context = _tab },
            awaitPromise = true,
        });
        return JsonElement.Parse(answer.GetProperty("result").GetProperty("value").GetString()!);
    }

    public async Task TypeAsync(string name, string text)
    {
        await PressAsync(name);
        await ActAsync(new
        {
            type = "key",
            id = "keys",
            actions = text.SelectMany(key => new[] { new { type = "keyDown", value = $"{key}" }, new { type = "keyUp", value = $"{key}" } }),
        });
    }

    public async Task PressAsync(string name)
    {
        var found = await InTabAsync("locateNodes", new { context = _tab, locator = new { type = "css", value = $"[data-testid={name}]" } });
        var element = new { sharedId = found.GetProperty("nodes")[0].GetProperty("sharedId").GetString() };
        await ActAsync(new
        {
            type = "pointer",
            id = "mouse",
            actions = new object[]
            {
                new { type = "pointerMove", x = 0, y = 0, origin = new { type = "element", element } },
                new { type = "pointerDown", button = 0 },
                new { type = "pointerUp", button = 0 },
            },
        });
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _firefox.Dispose();
        _profile.Delete(recursive: true);
        return default;
    }

    private Task<JsonElement> InTabAsync(string command, object parameters) => _socket.AskAsync($"browsingContext.{command}", parameters);

    private Task<JsonElement> ActAsync(object source) =>
        _socket.AskAsync("input.performActions", new { context = _tab, actions = new[] { source } });
}
