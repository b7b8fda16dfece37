using System.Diagnostics.Metrics;
using Interception.Server.Contracts;
using Interception.Server.Generation.Slots;
using Interception.Server.Journal;
using Interception.Server.Runs;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Support;

/// <summary>Starts, continues and reads runs inside the server, without any client.</summary>
/// <remarks>These reads use the journal itself, so they do not count as readers.</remarks>
internal static class ServerRuns
{
    private static readonly IMeterFactory Meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The server's commands.</summary>
    public static RunControls Controls(this App app) => new(app.Services);

    /// <summary>Starts a run.</summary>
    public static async Task<Run> StartAsync(this App app, RunRequest request) =>
        app.Controls().Start(await app.Services.GetRequiredService<RunRequestReader>().ReadAsync(request, Cancel));

    /// <summary>Starts a run that pauses after the interception.</summary>
    public static Task<Run> StartAsync(this App app, string idea = "a blue bird on a fence") =>
        app.StartAsync(new RunRequest { Text = idea, Rules = "Everything is seen from below." });

    /// <summary>Starts a run of all four stages in one go.</summary>
    public static Task<Run> StartAllAsync(this App app, string idea = "a blue bird on a fence") =>
        app.StartAsync(new RunRequest { Text = idea, Rules = "Everything is seen from below.", Until = "Output" });

    /// <summary>Starts a run and waits until it pauses.</summary>
    public static async Task<Run> StartAndPauseAsync(this App app, string idea = "a blue bird on a fence")
    {
        var run = await app.StartAsync(idea);
        await run.WaitForAsync<RunPause>();
        return run;
    }

    /// <summary>Starts a run that writes one token, and then one for each that is released.</summary>
    public static async Task<(Run Run, Turnstile Tokens)> StartWritingAsync(this App app)
    {
        var tokens = new Turnstile();
        app.Ollama.EnqueueText(Script.Tokens(Enumerable.Repeat("bird ", 1_000)).InLockStep(tokens));
        var run = await app.StartAsync(new RunRequest { Text = "a blue bird on a fence" });
        tokens.Release();
        await run.GrownToAsync(Stage.Interception, "bird".Length);
        return (run, tokens);
    }

    /// <summary>The run as a caller reads it, counted as a reader.</summary>
    public static AttendedRun Attended(this Run run) => new(run.Id, run.Journal, run.Readers, new(Meters, TimeProvider.System));

    /// <summary>The journal of a run that is known by its key only.</summary>
    public static async Task<IRunReader> ReadAsync(this App app, string runId) =>
        (await app.Services.GetRequiredService<IJournal>().FindAsync(runId, Cancel))!;

    /// <summary>Waits for an event of a kind.</summary>
    public static ValueTask<T> WaitForAsync<T>(this IRunReader run, Func<T, bool>? which = null) where T : RunEvent =>
        run.ReadEvents(0, Cancel).OfType<T>().FirstAsync(which ?? (_ => true), Cancel);

    /// <summary>Waits for an event of a kind.</summary>
    public static ValueTask<T> WaitForAsync<T>(this Run run, Func<T, bool>? which = null) where T : RunEvent =>
        run.Journal.ReadEvents(0, Cancel).OfType<T>().FirstAsync(which ?? (_ => true), Cancel);

    /// <summary>All events up to the end.</summary>
    public static ValueTask<List<RunEvent>> EventsAsync(this Run run) => run.Journal.ReadEvents(0, Cancel).ToListAsync(Cancel);

    /// <summary>All events up to the first of a kind.</summary>
    public static async Task<List<RunEvent>> EventsUntilAsync<T>(this Run run) where T : RunEvent
    {
        var events = new List<RunEvent>();
        await foreach (var happened in run.Journal.ReadEvents(0, Cancel))
        {
            events.Add(happened);
            if (happened is T) break;
        }

        return events;
    }

    /// <summary>Waits for the end.</summary>
    public static async Task<RunEnd> EndAsync(this Run run) => (await run.EventsAsync()).OfType<RunEnd>().Single();

    /// <summary>A stage's pieces as they arrive.</summary>
    public static IAsyncEnumerable<string> Pieces(this Run run, Stage stage) => run.Journal.ReadText(stage, 0, Cancel);

    /// <summary>A stage's whole text.</summary>
    public static async Task<string> TextAsync(this Run run, Stage stage) =>
        string.Concat(await run.Pieces(stage).ToListAsync(Cancel));

    /// <summary>Waits until a stage's text has grown to a length.</summary>
    /// <remarks>A new reader for every look, because a waiting one would wait for its next frame.</remarks>
    public static async Task GrownToAsync(this Run run, Stage stage, int chars)
    {
        for (var length = 0; length < chars;)
            length += (await run.Journal.ReadText(stage, length, Cancel).FirstAsync(Cancel)).Length;
    }

    /// <summary>Asserts that no run holds a slot.</summary>
    /// <remarks>Whether a slot would be given is another question: on a clock that leaps, the answer of a server comes too late.</remarks>
    public static void ShouldHaveItsPlace(this App app) =>
        app.Services.GetRequiredService<EndpointSlots>().Taken.Should().Be(0, "who pauses or ends gives the place back");

    /// <summary>The refusal of a call.</summary>
    public static EndingException Refusal(Action call) => call.Should().Throw<EndingException>().Which;

    /// <summary>The ending of a call or a read.</summary>
    public static async Task<EndingException> EndingOfAsync(Func<Task> call) =>
        (await call.Should().ThrowAsync<EndingException>()).Which;
}
