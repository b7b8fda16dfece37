using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Delivery;

/// <summary>Real Ollama says nothing at all while a call waits in its own queue.</summary>
public class LongWaitTests
{
    [Fact(Timeout = 30_000)]
    public async Task A_call_that_Ollama_lets_wait_for_45_seconds_is_waited_for()
    {
        var time = new FakeTimeProvider();
        await using var app = new App(time);
        var turnstile = new Turnstile();
        app.Ollama.OnText(_ => Script.Tokens(ScriptedOllama.Tokens).InLockStep(turnstile));
        await using var hub = await app.ConnectAsync();
        var run = await hub.StartAsync(new { text = "a blue bird" });
        await app.Ollama.TextCalls.NextAsync();

        time.Advance(TimeSpan.FromSeconds(45));
        turnstile.Release(ScriptedOllama.Tokens.Count);

        await hub.WaitForAsync<RunPause>(run.RunId);
        (await hub.TextAsync(Stage.Interception, run.RunId)).Should().Be(ScriptedOllama.Text);
        app.Ollama.TextCalls.Count.Should().Be(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task With_one_slot_and_one_place_three_runs_come_one_after_the_other_and_know_their_position()
    {
        await using var app = new App();
        var turnstile = new Turnstile();
        app.Ollama.OnText(_ => Script.Tokens("A ", "bird").InLockStep(turnstile));
        await using var hub = await app.ConnectAsync();
        var first = await hub.StartAsync(new { text = "a blue bird" });
        var second = await hub.StartAsync(new { text = "a red bird" });
        var third = await hub.StartAsync(new { text = "a green bird" });
        (await hub.WaitForAsync<Queued>(third.RunId)).Position.Should().Be(2);

        turnstile.Release(6);

        foreach (var run in new[] { first, second, third }) await hub.WaitForAsync<RunPause>(run.RunId);
        app.Ollama.TextCalls.Select(call => call.Prompt.Contains("red", StringComparison.Ordinal)).Should().Equal(false, true, false);
    }
}
