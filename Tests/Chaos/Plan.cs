using System.Collections.Concurrent;
using Interception.Tests.Support.Chaos;

namespace Interception.Tests.Chaos;

/// <summary>What happens to one run: everything that is left to chance, drawn from the seed and the run's number.</summary>
internal sealed record Plan(int Number)
{
    /// <summary>How many numbers for faults each run has; the last is for the one at the model.</summary>
    public const int NumbersEach = 10;

    private const int CallsEach = 6;

    /// <summary>How the child connects: the first time, the second time, and round again.</summary>
    public IReadOnlyList<Way> Ways { get; init; } = [Way.WebSockets];

    /// <summary>Whether the run pauses for the child.</summary>
    public bool Pauses { get; init; }

    /// <summary>After how many characters of the finished piece the child stops it; null for never.</summary>
    public int? StopsAfter { get; init; }

    /// <summary>What goes wrong between child and server, one after the other.</summary>
    public ConcurrentQueue<Fault> AtTheDoor { get; init; } = [];

    /// <summary>What goes wrong between server and model, by the number of the call.</summary>
    public IReadOnlyDictionary<int, Fault> AtTheModel { get; init; } = new Dictionary<int, Fault>();

    /// <summary>All faults, whether they struck or not.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>What the child asks for; with the same key each time, so that asking twice is asking once.</summary>
    public object Request => new
    {
        text = Storyteller.Idea(Number),
        rules = "Everything is seen from below.",
        until = Pauses ? "Interception" : "Output",
        key = $"chaos-{Number:d12}",
    };

    /// <summary>Draws the plan of a run.</summary>
    public static Plan Draw(int seed, int number)
    {
        var random = new Random(unchecked((seed * 31) + number));
        var first = number * NumbersEach;
        var door = Enumerable.Range(first, random.Next(2, 6)).Select(n => Fault.Draw(random, n, furthest: 2_500)).ToList();
        var model = random.NextDouble() < 0.6 ? Fault.Draw(random, first + NumbersEach - 1, furthest: 4_000) : null;
        var ways = Enum.GetValues<Way>();
        random.Shuffle(ways);
        return new(number)
        {
            Ways = ways,
            Pauses = random.Next(2) == 0,
            StopsAfter = random.Next(10) == 0 ? random.Next(1, 200) : null,
            AtTheDoor = new(door),
            AtTheModel = model is null ? new Dictionary<int, Fault>() : new() { [random.Next(CallsEach)] = model },
            Faults = model is null ? door : [.. door, model],
        };
    }

    /// <summary>The next thing that goes wrong between child and server.</summary>
    public Fault? NextAtTheDoor() => AtTheDoor.TryDequeue(out var fault) ? fault : null;
}
