using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs;

/// <summary>While a model reads one child's long prompt, it writes for nobody else.</summary>
public class LongPromptTests
{
    [Fact(Timeout = 30_000)]
    public async Task The_others_texts_stand_still_for_a_while_and_go_on()
    {
        var time = new FakeTimeProvider();
        await using var app = new App(time, ("Ollama:ParallelPerEndpoint", "2"));
        var (writing, tokens) = await app.StartWritingAsync();
        var prompt = new Turnstile();
        app.Ollama.EnqueueText(Script.Tokens("A bird").InLockStep(prompt));
        var reading = await app.StartAsync(new RunRequest { Text = new string('a', 4_000), Rules = new string('b', 4_000) });
        await reading.WaitForAsync<StageStart>(begun => begun.Stage == Stage.Interception);

        time.Advance(TimeSpan.FromSeconds(29));

        prompt.Release(2);
        await reading.WaitForAsync<RunPause>();
        tokens.Release();
        await writing.GrownToAsync(Stage.Interception, 2 * "bird ".Length - 1);
        writing.Ended.IsCompleted.Should().BeFalse();
    }
}
