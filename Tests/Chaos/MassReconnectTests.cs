using System.Diagnostics;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Chaos;

namespace Interception.Tests.Chaos;

/// <summary>The whole school loses its Wi-Fi in the same moment.</summary>
[Collection(typeof(Alone))]
public sealed class MassReconnectTests(ITestOutputHelper output)
{
    private const int Children = 200;

    [Fact(Timeout = 120_000)]
    public async Task Two_hundred_children_who_are_cut_off_at_once_all_go_on_where_they_were()
    {
        var back = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var model = new Storyteller(Seed.Value) { Before = (_, n) => n < 20 ? Task.CompletedTask : back.Task };
        await using var room = new Room(model, null, null, ("Timeouts:BetweenTokens", "00:01:00"), ("Timeouts:FirstToken", "00:01:00"));
        await room.ReadyAsync();
        await using var door = new ChaosProxy(room.Address);
        var children = Enumerable.Range(1, Children).Select(number => new Child(new(number), door.Address, () => { }) { Patience = TimeSpan.FromMinutes(1) }).ToList();
        var lives = children.Select(child => child.LiveAsync(TestContext.Current.CancellationToken)).ToList();
        await Task.WhenAll(children.Select(child => child.Book.Begun.WaitAsync(TestContext.Current.CancellationToken)));

        var cut = Stopwatch.GetTimestamp();
        door.CutAll();
        back.SetResult();
        await Task.WhenAll(lives);

        output.WriteLine($"{Children} runs were cut, resumed and ended within {Stopwatch.GetElapsedTime(cut).TotalSeconds:0.0} s; failed resumes 0: 95 % upper bound {300.0 / Children:0.0} %.");
        foreach (var (child, number) in children.Zip(Enumerable.Range(1, Children))) Oracle.Verify(number, child.Book, model);
        children.Should().OnlyContain(child => child.Visits == 2 && child.Book.Events.OfType<RunEnd>().Single().Code == null);
        room.TextCalls.Should().Be(2 * Children, "a reader who comes back asks no model");
    }
}
