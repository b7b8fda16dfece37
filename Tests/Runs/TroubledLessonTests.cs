using System.Collections.Concurrent;
using Interception.Server.Contracts;
using Interception.Server.Generation.Slots;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Runs;

/// <summary>A lesson of twenty children at a model server that is killed, frozen, restarted, resets and fails at random.</summary>
[Collection(typeof(Alone))]
public class TroubledLessonTests(ITestOutputHelper output)
{
    private const int Children = 20;
    private static readonly int Seed = Random.Shared.Next();

    private readonly FastTime _time = new(faster: 10);
    private readonly ConcurrentQueue<Run> _runs = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public Task No_child_loses_a_turn_of_which_it_has_seen_nothing() => PlayAsync(TimeSpan.FromMinutes(1.5), atLeastTrue: 0);

    [Fact(Timeout = 600_000, Explicit = true)]
    public Task Nor_in_ten_minutes_and_three_of_four_ranges_are_true() => PlayAsync(TimeSpan.FromMinutes(10), atLeastTrue: 0.75);

    private async Task PlayAsync(TimeSpan length, double atLeastTrue)
    {
        output.WriteLine($"Seed {Seed}.");
        await using var app = new App(_time, ("Ollama:ParallelPerEndpoint", "2"), ("Timeouts:Connect", "00:00:05"), ("Runs:AbandonAfter", "01:00:00"), ("Runs:Retention", "01:00:00"))
        {
            Parts = services => services.AddSingleton(new Server.Generation.Resilience.ServerRests()),
        };
        var trouble = new TroubledOllama(app.Ollama, _time, Seed);
        await app.Services.FirstRoundAsync();
        var ends = _time.GetUtcNow() + length;

        await Task.WhenAll([trouble.MakeAsync(ends, Cancel), .. Enumerable.Range(0, Children).Select(child => Task.Run(() => LearnAsync(app, child, ends), Cancel))]);

        var told = await ReportAsync(trouble);
        app.Services.GetRequiredService<EndpointSlots>().Taken.Should().Be(0, "no place is leaked");
        if (atLeastTrue > 0) told.Average(range => range.IsTrue ? 1 : 0).Should().BeGreaterThanOrEqualTo(atLeastTrue);
    }

    /// <summary>A child has an idea, waits, reads, thinks; and says what broke off again.</summary>
    private async Task LearnAsync(App app, int child, DateTimeOffset ends)
    {
        var random = new Random(Seed + child);
        for (var n = 0; _time.GetUtcNow() < ends; n++)
        {
            var code = await TellAsync(app, $"bird {n} of child {child}", $"child {child}");
            if (code == Codes.ProviderInterrupted) await TellAsync(app, $"bird {n} of child {child}", $"child {child}");
            await Task.Delay(_time.Real(TimeSpan.FromSeconds(random.Next(2, 20))), Cancel);
        }
    }

    private async Task<string?> TellAsync(App app, string text, string session)
    {
        var work = await app.Services.GetRequiredService<RunRequestReader>().ReadAsync(new RunRequest { Text = text, Until = "Output" }, Cancel);
        var run = app.Controls().Start(work with { Owner = session });
        _runs.Enqueue(run);
        return (await run.EndAsync()).Code;
    }

    private async Task<List<(bool IsTrue, double Width)>> ReportAsync(TroubledOllama trouble)
    {
        var (lost, broken, whole, damaged) = (new List<string>(), 0, 0, 0);
        var told = new List<(bool IsTrue, double Width)>();
        foreach (var run in _runs)
        {
            var events = await run.EventsAsync();
            told.AddRange(Ranges(events));
            foreach (var stage in events.OfType<StageEnd>().Where(stage => stage is { Outcome: Outcome.Completed, Stage.Name: nameof(Stage.Interception) or nameof(Stage.Output) }))
            {
                whole++;
                if (await run.TextAsync(stage.Stage) != Support.Ollama.ScriptedOllama.Text) damaged++;
            }
            if (events[^1] is not RunEnd { Code: { } code }) continue;
            if (code == Codes.ProviderInterrupted && events.OfType<StageEnd>().Last().Chars > 0) broken++;
            else lost.Add($"{code} in {events.OfType<StageEnd>().LastOrDefault()?.Stage}");
        }
        output.WriteLine($"{_runs.Count} runs, {trouble.Faults}; {whole} texts whole, {damaged} damaged, {broken} broken off, {lost.Count} lost; "
            + $"{told.Count} ranges, {100 * told.Average(range => range.IsTrue ? 1.0 : 0):0} % true, {told.Average(range => range.Width):0} s wide.");
        lost.Should().BeEmpty();
        damaged.Should().Be(0);
        whole.Should().BeGreaterThan(20);
        return told;
    }

    /// <summary>Whether each range that was said was true, and how wide it was.</summary>
    private static IEnumerable<(bool IsTrue, double Width)> Ranges(List<RunEvent> events) =>
        from n in Enumerable.Range(0, events.Count)
        where events[n] is Queued { EtaSeconds: not null }
        let told = (Queued)events[n]
        let served = events.Skip(n).FirstOrDefault(later => later is not Queued)
        where served is StageStart or StageStatusChange
        let wait = (served.At - told.At) / 1000.0
        select (wait >= told.EtaSeconds![0] - 0.5 && wait <= told.EtaSeconds[1] + 0.5, told.EtaSeconds[1] - told.EtaSeconds[0]);
}
