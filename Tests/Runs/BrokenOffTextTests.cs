using Interception.Server.Contracts;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs;

/// <summary>A child whose text broke off does not wait a second time.</summary>
public sealed class BrokenOffTextTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 30_000), InlineData("the same text", "session a", true), InlineData("another text", "session a", false), InlineData("the same text", "session b", false)]
    public async Task The_try_again_of_a_text_that_broke_off_stands_at_the_head_of_the_line(string text, string session, bool isAhead)
    {
        await using var app = new App();
        app.Ollama.EnqueueText(Script.Tokens(ScriptedOllama.Tokens).ThenReset());
        var broken = await StartAsync(app, "the same text", "session a");
        (await broken.EndAsync()).Code.Should().Be(Codes.ProviderInterrupted);
        app.Controls().Hold();
        for (var n = 0; n < 3; n++) await StartAsync(app, $"bird {n}", $"session {n}");

        var again = await StartAsync(app, text, session);

        (await again.WaitForAsync<Queued>()).Position.Should().Be(isAhead ? 1 : 4);
    }

    [Theory(Timeout = 30_000), InlineData("my own version", true), InlineData(" my own version\n", true), InlineData("another version", false), InlineData(null, false)]
    public async Task What_broke_off_after_the_pause_stands_at_the_head_when_it_goes_on_with_the_same_text(string? text, bool isAhead)
    {
        await using var app = new App();
        var broken = await StartAsync(app, "the same text", "session a", until: "Interception");
        var again = await StartAsync(app, "another text", "session a", until: "Interception");
        foreach (var run in new[] { broken, again }) await run.WaitForAsync<RunPause>();
        app.Ollama.EnqueueText(Script.Tokens(ScriptedOllama.Tokens).ThenReset());
        app.Controls().Continue(broken.Id, "my own version");
        (await broken.EndAsync()).Code.Should().Be(Codes.ProviderInterrupted);
        app.Controls().Hold();
        for (var n = 0; n < 3; n++) await StartAsync(app, $"bird {n}", $"session {n}");

        app.Controls().Continue(again.Id, text);

        (await again.WaitForAsync<Queued>(told => told.WaitsFor == WaitReason.Hold)).Position.Should().Be(isAhead ? 1 : 4);
    }

    [Theory(Timeout = 30_000), InlineData("session a", 1, 1), InlineData("session a", 6, 4), InlineData("session b", 1, 4)]
    public async Task What_broke_off_after_the_pause_may_begin_again_with_its_idea_in_the_same_session_and_soon(string session, int minutes, int position)
    {
        var time = new FakeTimeProvider();
        await using var app = new App(time, ("Timeouts:Connect", "00:01:00"), ("Runs:AbandonAfter", "01:00:00"));
        var broken = await StartAsync(app, "the same text", "session a", until: "Interception");
        await broken.WaitForAsync<RunPause>();
        app.Ollama.EnqueueText(Script.Tokens(ScriptedOllama.Tokens).ThenReset());
        app.Controls().Continue(broken.Id, "my own version");
        (await broken.EndAsync()).Code.Should().Be(Codes.ProviderInterrupted);
        app.Controls().Hold();
        time.Advance(TimeSpan.FromMinutes(minutes));
        for (var n = 0; n < 3; n++) await StartAsync(app, $"bird {n}", $"session {n}");

        var again = await StartAsync(app, "the same text", session);

        (await again.WaitForAsync<Queued>()).Position.Should().Be(position);
    }

    private static async Task<Run> StartAsync(App app, string text, string session, string until = "Output")
    {
        var work = await app.Services.GetRequiredService<RunRequestReader>().ReadAsync(new RunRequest { Text = text, Until = until }, Cancel);
        return app.Controls().Start(work with { Owner = session });
    }
}
