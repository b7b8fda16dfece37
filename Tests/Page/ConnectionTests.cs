using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Page;

/// <summary>School Wi-Fi: the line goes away and comes back, and so may the server.</summary>
[Collection(typeof(InTheBrowser))]
public class ConnectionTests(Browser browser)
{
    [Fact(Timeout = 90_000)]
    public async Task A_cut_network_is_said_quietly_and_the_text_goes_on_at_the_exact_character()
    {
        await using var app = new App();
        var model = new Turnstile();
        app.Ollama.OnText(_ => Script.Tokens(ScriptedOllama.Tokens).InLockStep(model));
        using var cable = new Cable(app.Listen());
        await using var child = await browser.VisitAsync(cable.Address);
        await child.StartAsync();
        model.Release(20);
        await child.SeesAsync(Stage.Interception, string.Concat(ScriptedOllama.Tokens.Take(20)));

        cable.Cut();
        await child.Expect("status").ToContainTextAsync(Words.Of("en", "happening", "lost"));
        model.Release(20);
        cable.Mend();
        await child.SeesAsync(Stage.Interception, string.Concat(ScriptedOllama.Tokens.Take(40)));
        await child.Expect("status").Not.ToContainTextAsync(Words.Of("en", "happening", "lost"));

        model.Release(20);
        await child.MayReviseAsync(ScriptedOllama.Text);
        app.Ollama.TextCalls.Count.Should().Be(1, "the model never noticed");
    }

    [Fact(Timeout = 90_000)]
    public async Task Sockets_that_a_network_lost_in_silence_are_noticed_and_the_text_goes_on_at_the_exact_character()
    {
        await using var app = new App();
        var model = new Turnstile();
        app.Ollama.OnText(_ => Script.Tokens(ScriptedOllama.Tokens).InLockStep(model));
        using var cable = new Cable(app.Listen());
        await using var child = await browser.VisitAsync(cable.Address);
        await child.Page.Clock.InstallAsync();
        await child.Page.ReloadAsync();
        await child.StartAsync();
        model.Release(20);
        await child.SeesAsync(Stage.Interception, string.Concat(ScriptedOllama.Tokens.Take(20)));

        cable.FallSilent();
        model.Release(20);
        await child.Page.Clock.FastForwardAsync(21_000);
        await child.Expect("status").ToContainTextAsync(Words.Of("en", "happening", "lost"));
        cable.SpeakAgain();
        // What was asked in the silence has to come to its own end first.
        await child.Page.Clock.FastForwardAsync(11_000);
        await child.Page.Clock.FastForwardAsync(11_000);
        await child.SeesAsync(Stage.Interception, string.Concat(ScriptedOllama.Tokens.Take(40)));

        model.Release(20);
        await child.MayReviseAsync(ScriptedOllama.Text);
        app.Ollama.TextCalls.Count.Should().Be(1, "the model never noticed");
    }

    [Fact(Timeout = 90_000)]
    public async Task A_command_given_while_the_network_is_gone_arrives_when_it_is_back()
    {
        await using var app = new App();
        using var cable = new Cable(app.Listen());
        await using var child = await browser.VisitAsync(cable.Address, Screens.Still);
        await child.StartAsync();
        await child.MayReviseAsync(ScriptedOllama.Text);

        cable.Cut();
        await child.Expect("status").ToContainTextAsync(Words.Of("en", "happening", "lost"));
        await child.PressAsync("continue");
        cable.Mend();

        await child.SeesAsync(Stage.Output, ScriptedOllama.Text);
        app.Ollama.TextCalls.Count.Should().Be(2);
    }

    [Fact(Timeout = 90_000)]
    public async Task After_a_restart_of_the_server_the_run_is_said_to_be_gone_and_the_idea_is_still_there()
    {
        await using var restarted = new App();
        await using var app = new App();
        app.Ollama.EnqueueText(Script.Tokens("A blue ", "bird").ThenStall());
        using var cable = new Cable(app.Listen());
        await using var child = await browser.VisitAsync(cable.Address, Screens.Still);
        await child.StartAsync("a blue bird", "seen from below");
        await child.SeesAsync(Stage.Interception, "A blue bird");

        cable.Cut();
        cable.Mend(restarted.Listen());

        await child.Expect("reason").ToContainTextAsync(Words.Of("en", "code", Codes.RunNotFound));
        await child.Expect("idea").ToHaveValueAsync("a blue bird");
        await child.Expect("rules").ToHaveValueAsync("seen from below");
        await child.PressAsync("start");
        await child.MayReviseAsync(ScriptedOllama.Text);
    }
}
