using System.Collections.Concurrent;
using Interception.Server.Contracts;
using Interception.Server.Generation.Slots;
using Interception.Server.Pipeline;
using Interception.Server.Runs;
using Interception.Server.Runs.Keys;
using Interception.Server.Runs.Limits;
using Interception.Server.Runs.Queue;
using Interception.Server.Safety;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Interception.Tests.Runs;

/// <summary>All commands against each other, from many threads: nobody waits for ever, and nothing is left behind.</summary>
public class StormTests(ITestOutputHelper output)
{
    private const int Threads = 8;
    private static readonly int Seed = Random.Shared.Next();

    private readonly ConcurrentDictionary<string, int> _answers = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Six_thousand_mixed_starts_at_a_full_line_are_all_answered()
    {
        await using var app = new App(settings: ("Queue:Capacity", "1"));
        var (working, _) = await app.StartWritingAsync();
        var work = await WorkAsync(app);

        await OnAllThreadsAsync(6_000, (n, _) => app.Controls().Start(work() with { Accounts = [new($"child {n % 50}", 8)] }, ClaimOf(n)));

        _answers.Values.Sum().Should().Be(6_000);
        _answers.Keys.Should().BeSubsetOf(["done", Codes.Busy, Codes.Conflict, Codes.RateLimited]);
        _answers[Codes.Busy].Should().BeGreaterThan(1_000);
        app.Controls().List().Should().HaveCount(2, "whoever was refused has left nothing");
        await app.Controls().StopAsync(working.Id);
    }

    [Fact(Timeout = 60_000)]
    public async Task Starting_continuing_stopping_holding_forgetting_and_going_down_never_wait_for_each_other()
    {
        output.WriteLine($"Seed {Seed}.");
        await using var app = new App(settings: [("Queue:Capacity", "3"), ("Runs:Retention", "00:00:01")])
        {
            Parts = services => services.RemoveAll<IStage>().AddSingleton<IEnumerable<IStage>>(QuickStage.All),
        };
        var controls = app.Controls();
        var work = await WorkAsync(app);
        var ids = new ConcurrentQueue<string>();

        await OnAllThreadsAsync(8_000, (n, random) => Do(random.Next(12), n));
        controls.Release();
        await Task.WhenAll(controls.FinishAsync(), Task.Run(controls.CloseAsync, Cancel), Task.Run(() => OnAllThreadsAsync(400, (n, random) => Do(random.Next(8), n)), Cancel)).WaitAsync(Cancel);

        _answers.Keys.Should().BeSubsetOf(["done", Codes.Busy, Codes.Conflict, Codes.RateLimited, Codes.RunNotFound, Codes.ShuttingDown]);
        controls.List().Should().OnlyContain(run => run.State == RunState.Ended);
        app.Services.GetRequiredService<EndpointSlots>().Taken.Should().Be(0);
        app.Services.GetRequiredService<IRunQueue>().Length.Should().Be(0);
        foreach (var child in Enumerable.Range(0, 40))
            (await app.Services.GetRequiredService<ILimitStore>().TryHoldAsync([new($"child {child}", 1)], "the next", Cancel)).Should().BeTrue();

        void Do(int what, int n)
        {
            switch (what)
            {
                case < 4:
                    ids.Enqueue(controls.Start(work() with { Owner = $"child {n % 40}", Accounts = [new($"child {n % 40}", 3)] }, ClaimOf(n)).Id);
                    break;
                case < 7 when ids.TryDequeue(out var id):
                    ids.Enqueue(id);
                    controls.Continue(id, n % 2 == 0 ? null : "another text");
                    break;
                case 7 when ids.TryDequeue(out var id):
                    _ = controls.StopAsync(id);
                    break;
                case 8:
                    controls.Hold();
                    break;
                case < 11:
                    controls.Release();
                    break;
                case 11 when n % 50 == 0:
                    _ = controls.StopAllAsync();
                    break;
                default:
                    controls.List();
                    break;
            }
        }
    }

    private static IdempotencyKey? ClaimOf(int n) => n % 3 == 0 ? null : new($"key {n % 200}", n % 11 == 0 ? "other" : "same", "a session");

    private static async Task<Func<RunSpec>> WorkAsync(App app)
    {
        var read = await app.Services.GetRequiredService<RunRequestReader>().ReadAsync(new RunRequest { Text = "a blue bird" }, Cancel);
        return () => read with { Material = new(read.Material.Assignment) };
    }

    private Task OnAllThreadsAsync(int calls, Action<int, Random> call) => Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
    {
        var random = new Random(Seed + thread);
        for (var n = thread; n < calls; n += Threads) _answers.AddOrUpdate(Answer(() => call(n, random)), 1, (_, count) => count + 1);
    }, Cancel)));

    private static string Answer(Action call)
    {
        try
        {
            call();
            return "done";
        }
        catch (EndingException refused)
        {
            return refused.Code;
        }
    }

    /// <summary>Writes one word at once.</summary>
    private sealed class QuickStage(Stage stage) : IStage
    {
        private static readonly CheckedText.Gate Gate = new([new Yes()]);

        public static IStage[] All { get; } = [.. ContractStages.All.Select(stage => new QuickStage(stage))];

        public StageTraits Traits { get; } = new(stage, Writes: false, Pauses: stage == Stage.Interception);

        public string? ModelFor(RunMaterial material) => null;

        public async Task<Outcome> RunAsync(RunMaterial material, IStageOutput output, CancellationToken cancellationToken)
        {
            await Task.Yield();
            material.Interception = (await Gate.PassAsync(new(["bird"], null, null), null, cancellationToken))[0];
            output.Write("bird");
            return Outcome.Completed;
        }
    }

    private sealed class Yes : ISafetyCheck
    {
        public Task<Verdict> CheckAsync(SafetyQuestion question, IProgress<SafetyProgress>? progress, CancellationToken cancellationToken) =>
            Task.FromResult(Verdict.Safe);
    }
}
