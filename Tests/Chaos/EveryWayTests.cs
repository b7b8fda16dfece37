using System.Text.Json;
using Interception.Tests.Support;
using Interception.Tests.Support.Chaos;

namespace Interception.Tests.Chaos;

/// <summary>One run is the same run for everybody, however they read it.</summary>
public sealed class EveryWayTests
{
    [Theory(Timeout = 60_000), InlineData(false), InlineData(true)]
    public async Task A_run_reads_the_same_over_every_transport(bool isOver)
    {
        var model = new Storyteller(Seed.Value);
        await using var room = new Room(model);
        await room.ReadyAsync();
        // Every answer comes byte by byte to its first thousand.
        await using var door = new ChaosProxy(room.Address, _ => new(0, FaultKind.Slice, 0) { Bit = 1, Length = 1_000 });
        var first = new Child(new(1), door.Address, door.CutAll);
        var life = first.LiveAsync(TestContext.Current.CancellationToken);
        if (isOver) await life;

        // The key leads them all to the same run.
        var others = Enum.GetValues<Way>().Select(way => new Child(new(1) { Ways = [way] }, door.Address, () => { })).ToList();
        await Task.WhenAll([life, .. others.Select(other => other.LiveAsync(TestContext.Current.CancellationToken))]);

        Oracle.Verify(1, first.Book, model);
        foreach (var other in others) LogOf(other).Should().Equal(LogOf(first));
        LogOf(first).Should().HaveCountGreaterThan(15);
    }

    private static List<string> LogOf(Child child) =>
    [
        .. child.Book.Events.Select(happened => JsonSerializer.Serialize(happened, JsonSerializerOptions.Web)),
        .. ContractStages.All.Select(stage => $"{stage} {child.Book.Ending(stage)} {child.Book.Text(stage)}"),
    ];
}
