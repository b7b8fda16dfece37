using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Engines;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Page;

/// <summary>A short journey in an engine that is not Chromium: typed, loaded again in the middle, continued, stopped, blocked.</summary>
/// <param name="start">Starts the engine.</param>
/// <param name="missing">Why it cannot be started; null when it can.</param>
public abstract class EngineJourney(Func<Task<IPageEngine>> start, string? missing) : IAsyncLifetime
{
    private readonly App _app = new();
    private IPageEngine _page = null!;

    [Fact(Timeout = 180_000)]
    public async Task A_run_is_typed_and_loaded_again_in_its_middle_and_continued_another_is_stopped_a_third_is_blocked()
    {
        await _page.OpenAsync(_app.Listen());
        await SeesAsync("start", "disabled", "true");
        var model = new Turnstile();
        _app.Ollama.EnqueueText(Script.Tokens(ScriptedOllama.Tokens).InLockStep(model));
        await _page.TypeAsync("idea", "a blue bird on a fence");
        await _page.PressAsync("start");
        model.Release(20);
        await ReadsAsync(Stage.Interception, string.Concat(ScriptedOllama.Tokens.Take(20)));

        await _page.ReloadAsync();
        await ReadsAsync(Stage.Interception, string.Concat(ScriptedOllama.Tokens.Take(20)));
        await SeesAsync("idea", "value", "a blue bird on a fence");
        model.Release(40);
        await SeesAsync("text-Interception", "value", ScriptedOllama.Text);
        await _page.PressAsync("continue");
        await ReadsAsync(Stage.Output, ScriptedOllama.Text);
        await SaysAsync("status", Words.Of("en", "happening", "completed"));

        _app.Ollama.EnqueueText(Script.Tokens("A blue ", "bird").ThenStall());
        await _page.PressAsync("start");
        await ReadsAsync(Stage.Interception, "A blue bird");
        await _page.PressAsync("stop");
        await SaysAsync("status", Words.Of("en", "happening", "stopped"));
        await _app.Ollama.TextCalls[^1].ClientLeft;

        _app.Ollama.OnVerdict(_ => Script.Verdict("UNSAFE", "violence"));
        await _page.PressAsync("start");
        await SaysAsync("reason", Words.Of("en", "category", "violence"));
        await ReadsAsync(Stage.Interception, "");
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (missing is null) _page = await start();
        else if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(missing);
        else Assert.Skip(missing);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_page is not null) await _page.DisposeAsync();
        await _app.DisposeAsync();
    }

    private Task ReadsAsync(Stage stage, string text) => SeesAsync($"text-{stage}", "textContent", text);

    private Task SeesAsync(string name, string property, string value) => WaitAsync(name, $"String(part?.{property}) === {JsonSerializer.Serialize(value)}");

    private Task SaysAsync(string name, string words) => WaitAsync(name, $"part?.textContent.includes({JsonSerializer.Serialize(words)})");

    /// <summary>Waits in the page, and says what was there instead when that takes too long.</summary>
    private async Task WaitAsync(string name, string condition)
    {
        var seen = await _page.EvaluateAsync($$"""
            new Promise(done => {
              const end = performance.now() + 25000;
              const look = () => {
                const part = document.querySelector('[data-testid={{name}}]');
                if ({{condition}}) done('');
                else if (performance.now() > end) done(document.body.innerText);
                else setTimeout(look, 20);
              };
              look();
            })
            """);
        seen.GetString().Should().BeEmpty($"{name}: {condition}");
    }
}

/// <summary>In Firefox.</summary>
public sealed class FirefoxTests() : EngineJourney(FirefoxEngine.StartAsync, FirefoxEngine.Missing);

/// <summary>In WebKit, the engine of the iPads in schools.</summary>
public sealed class WebKitTests() : EngineJourney(WebKitEngine.StartAsync, WebKitEngine.Missing);
