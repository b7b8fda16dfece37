using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Page;

/// <summary>Somebody without a mouse, or who sees nothing of it.</summary>
[Collection(typeof(InTheBrowser))]
public class KeyboardTests(Browser browser)
{
    private const string Focused = """
        () => {
          const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
          return [document.activeElement.dataset.testid ?? '', outlineStyle === 'none' ? '0' : outlineWidth];
        }
        """;

    [Fact(Timeout = 60_000)]
    public async Task A_whole_run_needs_no_mouse_and_focus_is_always_seen()
    {
        await using var app = new App();
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Still);
        // The page is there when its words are.
        await child.Expect("idea").ToBeVisibleAsync();

        await TabToAsync(child, "idea");
        await child.Page.Keyboard.TypeAsync("a blue bird");
        await TabToAsync(child, "rules");
        await child.Page.Keyboard.TypeAsync("seen from below");
        await TabToAsync(child, "start");
        await child.Page.Keyboard.PressAsync("Enter");
        await child.MayReviseAsync(ScriptedOllama.Text);

        await TabToAsync(child, "text-Interception");
        await child.Page.Keyboard.PressAsync("Control+End");
        await child.Page.Keyboard.TypeAsync(" The end.");
        await TabToAsync(child, "continue");
        await child.Page.Keyboard.PressAsync("Enter");
        await child.SeesAsync(Stage.Output, ScriptedOllama.Text);
        await child.SeesAsync(Stage.PreOutput, ScriptedOllama.Text + " The end.");

        var stage = await child.Page.EvaluateAsync<bool>("() => document.activeElement.closest('main') !== null");
        stage.Should().BeTrue("the pressed button is gone, and the focus must not be lost with it");
    }

    [Fact(Timeout = 60_000)]
    public async Task Stop_is_reached_by_keyboard_while_the_model_writes()
    {
        await using var app = new App();
        app.Ollama.EnqueueText(Script.Tokens("A blue ", "bird").ThenStall());
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Still);
        await child.StartAsync();
        await child.SeesAsync(Stage.Interception, "A blue bird");

        await TabToAsync(child, "stop");
        await child.Page.Keyboard.PressAsync("Space");

        await child.Expect("status").ToContainTextAsync(Words.Of("en", "happening", "stopped"));
    }

    private static async Task TabToAsync(Visitor child, string name)
    {
        for (var stops = 0; stops < 40; stops++)
        {
            await child.Page.Keyboard.PressAsync("Tab");
            var (at, outline) = await child.Page.EvaluateAsync<string[]>(Focused) is [var a, var b] ? (a, b) : ("", "");
            outline.Should().NotBe("0", "focus on {0} must be seen", at);
            if (at == name) return;
        }
        Assert.Fail($"No way to {name} by keyboard.");
    }
}
