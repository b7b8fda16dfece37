using CsCheck;
using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Journal.Shared;
using Interception.Tests.Support.Redis;

namespace Interception.Tests.Journal;

/// <summary>The journal's scripts beside a small model: writers that say slices of one tale in any order, again and too early, with any fence.</summary>
public sealed class JournalScriptModelTests(ITestOutputHelper output)
{
    private static readonly Gen<(int What, int From, int To, int Fence)> Steps =
        Gen.Select(Gen.Int[0, 19], Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[1, 6]);

    [Fact(Timeout = 60_000)]
    public Task The_scripts_do_what_the_model_does() => CheckAsync(tales: 40, steps: 40);

    [Fact(Explicit = true, Timeout = 600_000)]
    public Task The_scripts_do_what_the_model_does_for_a_hundred_thousand_steps() => CheckAsync(tales: 1_000, steps: 100);

    private async Task CheckAsync(int tales, int steps)
    {
        await using var redis = SharedRedis.Connect();
        var (scripts, run, counts) = (new RunScripts(redis), 0, new Dictionary<PushStatus, int>());
        await redis.AskAsync(database => database.PingAsync());
        Gen.Select(Gen.Bool, Gen.Int[0, 3], Steps.Array[steps]).Sample((isBlocked, cut, sayings) =>
        {
            var model = new JournalModel(TaleOf(isBlocked, cut));
            var runId = $"run {Interlocked.Increment(ref run)}";
            foreach (var saying in sayings)
            {
                var expected = model.Say(saying);
                var answer = SayAsync(scripts, runId, model, saying).GetAwaiter().GetResult();
                if (answer != expected) throw new InvalidOperationException($"{saying}: {answer} and not {expected}");
                lock (counts) counts[answer.Status] = counts.GetValueOrDefault(answer.Status) + 1;
            }

            return SameAsync(scripts, runId, model).GetAwaiter().GetResult();
        }, iter: tales, threads: 1);
        output.WriteLine($"{tales * steps} steps: {string.Join(", ", counts.OrderBy(one => one.Key).Select(one => $"{one.Value} {one.Key}"))}");
        counts.Keys.Should().Contain([PushStatus.Ok, PushStatus.Duplicate, PushStatus.Gap, PushStatus.Fenced, PushStatus.Closed, PushStatus.Gone]);
    }

    private static async Task<PushAnswer> SayAsync(RunScripts scripts, string runId, JournalModel model, (int What, int From, int To, int Fence) saying)
    {
        if (saying.What == 0)
        {
            await scripts.ForgetAsync(runId);
            return default;
        }

        if (saying.What == 1)
        {
            await scripts.WantAsync(runId, JournalModel.WishOf(saying.From));
            return default;
        }

        if (saying.What == 2) return new((await scripts.PullAsync(scripts.KeysFor(runId), new JournalPosition(), saying.Fence)).Status, "", 0, RunWish.Go, 0);
        return await scripts.PushAsync(runId, new(saying.Fence, JournalModel.ModeOf(saying.What), TimeSpan.FromMinutes(1), model.Slice(saying.From, saying.To)));
    }

    private static async Task<bool> SameAsync(RunScripts scripts, string runId, JournalModel model)
    {
        var there = await scripts.PullAsync(scripts.KeysFor(runId), new JournalPosition());
        return model.IsTrue && there.Status == (model.Exists ? PushStatus.Ok : PushStatus.Gone)
            && (!model.Exists || (there.IsClosed == model.IsClosed && there.Fence == model.Fence))
            && there.Events.SequenceEqual(model.Events)
            && there.Rests.OrderBy(text => text.Key.Name).SequenceEqual(model.Texts.OrderBy(text => text.Key.Name));
    }

    /// <summary>One run's whole tale, atom by atom: events, and text letter by letter.</summary>
    private static List<JournalStep> TaleOf(bool isBlocked, int cut)
    {
        var tale = new List<JournalStep>();
        void Happen(RunEvent happened) => tale.Add(new(happened with { Seq = tale.Count(step => step.Event is not null) + 1, At = 5 }));
        void Tell(Stage stage, string text) => tale.AddRange(text.Select((letter, n) => new JournalStep(null, stage, n, letter.ToString())));

        Happen(new StageStart(Stage.Interception, null));
        Tell(Stage.Interception, "once 🦊"[..(4 + cut)]);
        Happen(new StageStatusChange(Stage.Interception, StageStatus.Checking));
        Happen(new StageEnd(Stage.Interception, Outcome.Completed, null, null, 7, 2, null, null, 0));
        Happen(new RunPause());
        Happen(new StageStart(Stage.Output, "local/some"));
        Tell(Stage.Output, "the end of it");
        Happen(isBlocked
            ? new StageEnd(Stage.Output, Outcome.Blocked, Codes.Blocked, TextCategory.Other, 13, 2, null, null, 0)
            : new StageEnd(Stage.Output, Outcome.Completed, null, null, 13, 2, null, null, 0));
        Happen(new RunEnd(isBlocked ? Outcome.Blocked : Outcome.Completed, null));
        return tale;
    }
}
