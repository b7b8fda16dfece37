using System.Diagnostics;
using Interception.Server.Contracts;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Runs;

/// <summary>Many children at once: everyone gets their own text and one ending, and nothing of anybody else's.</summary>
public class ClassTests
{
    private const int Tokens = 40;

    [Fact(Timeout = 60_000)]
    public async Task Thirty_children_at_their_screens_get_their_own_texts()
    {
        await using var app = AppFor(30);

        await Task.WhenAll(Enumerable.Range(0, 30).Select(async child =>
        {
            await using var hub = await app.ConnectAsync();
            var run = await hub.StartAsync(RequestOf(child));
            var texts = ContractStages.All.Select(stage => hub.TextAsync(stage, run.RunId)).ToList();
            ShouldBeOwn(child, await Task.WhenAll(texts), await hub.EventsAsync(run.RunId));
        }));
    }

    [Fact(Timeout = 60_000)]
    public async Task Three_hundred_at_once_get_their_own_texts_and_hold_no_threads()
    {
        const int children = 300;
        await using var app = AppFor(children);
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Ollama.OnText(asked => asked.Part("idea") is null ? null : Answer(asked).InLockStep(_ => begin.Task));
        await app.StartAsync("warms up");
        var watch = Stopwatch.StartNew();

        var runs = await Task.WhenAll(Enumerable.Range(0, children).Select(child => app.StartAsync(RequestOf(child))));
        var read = runs.Select(TextsAsync).ToList();
        await app.Ollama.TextCalls.WaitFor(children + 1);
        ThreadPool.ThreadCount.Should().BeLessThan(children / 2, "a run that waits for its model holds no thread");
        begin.SetResult();

        for (var child = 0; child < children; child++) ShouldBeOwn(child, await read[child], await runs[child].EventsAsync());
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(15));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_class_in_front_of_one_place_is_served_one_after_the_other_in_its_order()
    {
        await using var app = new App();
        app.Ollama.OnText(Answer);
        var runs = new List<Run>();
        for (var child = 0; child < 30; child++) runs.Add(await app.StartAsync(RequestOf(child)));

        for (var child = 0; child < 30; child++) ShouldBeOwn(child, await TextsAsync(runs[child]), await runs[child].EventsAsync());

        app.Ollama.TextCalls.Where(asked => asked.Part("idea") is not null).Select(ChildOf).Should().Equal(Enumerable.Range(0, 30));
    }

    private static App AppFor(int children)
    {
        var app = new App(settings: [("Ollama:ParallelPerEndpoint", $"{children + 1}"), ("Queue:Capacity", "0")]);
        app.Ollama.OnText(Answer);
        return app;
    }

    private static RunRequest RequestOf(int child) => new() { Text = $"{child} is my number", Rules = "Count.", Until = "Output" };

    private static Task<string[]> TextsAsync(Run run) => Task.WhenAll(ContractStages.All.Select(run.TextAsync));

    private static Script Answer(OllamaRequest asked) =>
        Script.Tokens(TextOf(ChildOf(asked), asked.Part("idea") is null ? "piece" : "seen"));

    private static int ChildOf(OllamaRequest asked) =>
        int.TryParse((asked.Part("idea") ?? asked.Part("text"))!.Split(' ')[0], out var child) ? child : -1;

    private static IEnumerable<string> TextOf(int child, string what) =>
        Enumerable.Range(0, Tokens).Select(n => $"{child} {what} {n}. ");

    /// <summary>The blank after the last word is not part of the text.</summary>
    private static string WholeOf(int child, string what) => string.Concat(TextOf(child, what))[..^1];

    private static void ShouldBeOwn(int child, IReadOnlyList<string> texts, IReadOnlyList<RunEvent> events)
    {
        var (seen, piece) = (WholeOf(child, "seen"), WholeOf(child, "piece"));
        texts.Should().Equal($"{child} is my number", seen, seen, piece);
        events[^1].Should().Match<RunEnd>(end => end.Outcome == Outcome.Completed);
        events.OfType<RunEnd>().Should().ContainSingle();
        events.OfType<StageEnd>().Should().HaveCount(4).And.OnlyContain(end => end.Outcome == Outcome.Completed);
        events.Select(happened => happened.Seq).Should().Equal(Enumerable.Range(1, events.Count).Select(n => (long)n));
    }
}
