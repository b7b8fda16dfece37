using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Chaos;

namespace Interception.Tests.Chaos;

/// <summary>Faults on both sides of the server and inside it: no character is lost, doubled or moved, and every run has one ending.</summary>
[Collection(typeof(Alone))]
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    private readonly ConcurrentDictionary<int, Plan> _plans = new();
    private readonly ConcurrentBag<string> _endings = [];
    private readonly ConcurrentDictionary<int, StrongBox<int>> _calls = new();
    private readonly Storyteller _model = new(Seed.Value);
    private long _chars;
    private int _visits;

    private IEnumerable<Fault> Struck => _plans.Values.SelectMany(plan => plan.Faults).Where(fault => fault.HasStruck);

    [Fact(Timeout = 3_600_000)]
    public async Task Whatever_the_networks_do_every_character_arrives_once_and_every_run_ends_once()
    {
        output.WriteLine($"INTERCEPTION_CHAOS_SEED={Seed.Value}");
        var inside = new InsideChaos(Seed.Value);
        await using var room = new Room(_model, AtTheModel, inside.Add);
        await room.ReadyAsync();

        await Parallel.ForEachAsync(Numbers(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (number, token) => await LiveAsync(room, number, token));

        await room.EndedAsync();
        room.Open.Should().Be(0);
        Report(inside);
        _endings.Count(code => code == "").Should().BeGreaterThan(Seed.Runs / 4, "most of it must have gone well, or nothing was tested");
    }

    /// <summary>As many runs as the faults need.</summary>
    private IEnumerable<int> Numbers()
    {
        for (var number = 1; number <= Seed.Runs || Struck.Count() < Seed.Faults; number++) yield return number;
    }

    private async Task LiveAsync(Room room, int number, CancellationToken cancellationToken)
    {
        var plan = _plans[number] = Plan.Draw(Seed.Value, number);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        await using var door = new ChaosProxy(room.Address, _ => plan.NextAtTheDoor());
        var child = new Child(plan, door.Address, door.CutAll);
        try
        {
            await child.LiveAsync(limit.Token);
            Oracle.Verify(number, child.Book, _model);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BrokenPromiseException(
                $"Seed {Seed.Value}, run {number}, visit {child.Visits}: {e.Message}. Faults: {string.Join(", ", plan.Faults)}.", e);
        }

        Count(child);
    }

    private Fault? AtTheModel(ReadOnlyMemory<byte> sent)
    {
        if (Storyteller.RunOf(sent) is not { } run || !_plans.TryGetValue(run, out var plan)) return null;
        var call = Interlocked.Increment(ref _calls.GetOrAdd(run, _ => new()).Value) - 1;
        return plan.AtTheModel.GetValueOrDefault(call);
    }

    private void Count(Child child)
    {
        _endings.Add(child.Book.Events.OfType<RunEnd>().Single().Code ?? "");
        Interlocked.Add(ref _visits, child.Visits);
        Interlocked.Add(ref _chars, ContractStages.All.Sum(stage => child.Book.Text(stage).Length));
    }

    private void Report(InsideChaos inside)
    {
        var struck = Struck.ToList();
        var atTheModel = struck.Count(fault => fault.Number % Plan.NumbersEach == Plan.NumbersEach - 1);
        output.WriteLine($"{struck.Count} faults struck {_plans.Count} runs, {atTheModel} of them at the model, and {inside.Count} more inside; {_visits} connections, {_chars} characters.");
        output.WriteLine(string.Join(", ", struck.CountBy(fault => fault.Kind).Select(kind => $"{kind.Key} {kind.Value}")));
        output.WriteLine("Endings: " + string.Join(", ", _endings.CountBy(code => code).Select(code => $"{(code.Key == "" ? "well" : code.Key)} {code.Value}")));
        output.WriteLine($"Lost, doubled, moved: 0 of {struck.Count} faults; 95 % upper bound {300.0 / struck.Count:0.00} %.");
        output.WriteLine($"Runs without exactly one ending: 0 of {_plans.Count}; 95 % upper bound {300.0 / _plans.Count:0.00} %.");
    }
}
