using System.Net;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Interception.Tests.Runs;

/// <summary>A server that is told to go.</summary>
public class DrainTests
{
    [Fact(Timeout = 60_000)]
    public async Task Who_works_finishes_who_waits_or_pauses_is_told_to_come_back_and_nobody_else_comes_in()
    {
        await using var app = new App(settings: ("Runs:DrainFor", "00:05:00"));
        var paused = await app.StartAndPauseAsync();
        var tokens = new Turnstile();
        app.Ollama.EnqueueText(Script.Tokens("A blue ", "bird").InLockStep(tokens));
        var working = await app.StartAllAsync();
        tokens.Release();
        await working.GrownToAsync(Stage.Interception, "A blue".Length);
        var waiting = await app.StartAsync();

        var gone = Tell(app);

        ShouldBeShutDown(await waiting.EndAsync());
        ShouldBeShutDown(await paused.EndAsync());
        ServerRuns.Refusal(() => app.Controls().Continue(paused.Id, null)).Code.Should().Be(Codes.ShuttingDown);
        (await ServerRuns.EndingOfAsync(() => app.StartAsync())).Code.Should().Be(Codes.ShuttingDown);
        using var ready = await app.CreateClient().GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        ready.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        gone.IsCompleted.Should().BeFalse();
        tokens.Release();
        (await working.EndAsync()).Outcome.Should().Be(Outcome.Completed);
        await gone;
    }

    [Fact(Timeout = 60_000)]
    public async Task A_run_that_comes_to_its_pause_ends_there()
    {
        await using var app = new App(settings: ("Runs:DrainFor", "00:05:00"));
        var tokens = new Turnstile();
        app.Ollama.EnqueueText(Script.Tokens("A blue ", "bird").InLockStep(tokens));
        var run = await app.StartAsync();
        tokens.Release();
        await run.GrownToAsync(Stage.Interception, "A blue".Length);

        var gone = Tell(app);
        tokens.Release();

        ShouldBeShutDown(await run.EndAsync());
        (await run.EventsAsync()).OfType<StageEnd>().Should().OnlyContain(end => end.Outcome == Outcome.Completed);
        await gone;
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_works_too_long_is_told_to_come_back_and_every_reader_hears_it()
    {
        await using var app = new App(settings: ("Runs:DrainFor", "00:00:00.5"));
        await using var hub = await app.ConnectAsync();
        var (run, _) = await app.StartWritingAsync();
        var watched = hub.EventsAsync(run.Id);
        var read = hub.TextAsync(Stage.Interception, run.Id);
        var streamed = StageStreams.ReadAsync(app.CreateClient(), $"/api/text_stream/stage2/{run.Id}").ToListAsync(TestContext.Current.CancellationToken);

        var gone = Tell(app);
        ShouldBeShutDown((await watched).OfType<RunEnd>().Single());
        (await Hubs.CodeOfAsync(() => read)).Should().Be(Codes.ShuttingDown);
        (await streamed)[^1].Data.GetProperty("code").GetString().Should().Be(Codes.ShuttingDown);
        await gone;
    }

    private static Task Tell(App app) => Task.Run(app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication);

    private static void ShouldBeShutDown(RunEnd end)
    {
        end.Should().Match<RunEnd>(e => e.Outcome == Outcome.Stopped && e.Code == Codes.ShuttingDown);
        end.RetryAfterMs.Should().BeInRange(2_000, 10_000);
    }
}
