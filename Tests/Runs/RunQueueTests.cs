using Interception.Server.Contracts;
using Interception.Server.Generation.Slots;
using Interception.Server.Runs.Queue;
using Interception.Tests.Support;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs;

/// <summary>The line in front of the places.</summary>
public sealed class RunQueueTests : IDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(10);
    private static readonly QueuedWork Child = new(owner: null);

    private readonly FakeTimeProvider _time = new();
    private readonly EndpointSlots _places = new([new("http://localhost:11434")], parallelPerEndpoint: 1);
    private readonly CancellationTokenSource _leaving = new();

    [Fact(Timeout = 5_000)]
    public async Task Who_comes_first_is_served_first()
    {
        var line = NewLine();
        using var working = await Waits(line.Join(Child, Nobody));
        var waiting = Enumerable.Range(0, 3).Select(_ => Waits(line.Join(Child, Nobody))).ToList();

        var place = working;
        for (var next = 0; next < waiting.Count; next++)
        {
            waiting[next].IsCompleted.Should().BeFalse();
            place.Dispose();
            place = await waiting[next];
            waiting.Skip(next + 1).Should().NotContain(later => later.IsCompleted);
        }
    }

    [Fact(Timeout = 5_000)]
    public async Task A_place_that_is_free_is_taken_without_a_word()
    {
        List<int> told = [];

        using var place = await Waits(NewLine().Join(Child, To(told)));

        told.Should().BeEmpty();
    }

    [Fact(Timeout = 5_000)]
    public async Task Positions_are_told_once_for_each_change_and_only_go_down()
    {
        var line = NewLine();
        var working = await Waits(line.Join(Child, Nobody));
        var told = Enumerable.Range(0, 3).Select(_ => new List<int>()).ToArray();
        var tickets = told.Select(positions => line.Join(Child, To(positions))).ToArray();
        var first = Waits(tickets[0]);
        var second = tickets[1].PlaceAsync(_leaving.Token);
        var third = Waits(tickets[2]);

        await LeaveAsync(second);
        working.Dispose();
        (await first).Dispose();
        (await third).Dispose();

        told[0].Should().Equal(1);
        told[1].Should().Equal(2);
        told[2].Should().Equal(3, 2, 1);
    }

    [Fact(Timeout = 5_000)]
    public async Task Who_leaves_frees_the_place_in_the_line_at_once()
    {
        var line = NewLine(capacity: 1);
        using var working = await Waits(line.Join(Child, Nobody));
        var leaver = line.Join(Child, Nobody).PlaceAsync(_leaving.Token);
        Refused(line);

        await LeaveAsync(leaver);

        var stays = Waits(line.Join(Child, Nobody));
        working.Dispose();
        (await stays).Dispose();
    }

    [Theory(Timeout = 5_000), InlineData(0), InlineData(1), InlineData(3)]
    public async Task A_full_line_is_busy_at_once_and_takes_again_when_somebody_was_served(int capacity)
    {
        var line = NewLine(capacity);
        var working = await Waits(line.Join(Child, Nobody));
        var waiting = Enumerable.Range(0, capacity).Select(_ => Waits(line.Join(Child, Nobody))).ToList();

        Refused(line);

        working.Dispose();
        var served = capacity > 0 ? await waiting[0] : null;
        var another = line.Join(Child, Nobody);
        served?.Dispose();
        foreach (var waits in waiting.Skip(1)) (await waits).Dispose();
        (await Waits(another)).Dispose();
    }

    [Fact(Timeout = 5_000)]
    public async Task A_wait_that_is_too_long_is_busy_and_those_behind_move_up()
    {
        var line = NewLine();
        var working = await Waits(line.Join(Child, Nobody));
        var waits = Waits(line.Join(Child, Nobody));
        _time.Advance(MaxWait / 2);
        List<int> told = [];
        var later = Waits(line.Join(Child, To(told)));

        _time.Advance(MaxWait / 2);

        (await Desks.EndingOfAsync(() => waits)).Code.Should().Be(Codes.Busy);
        later.IsCompleted.Should().BeFalse();
        working.Dispose();
        (await later).Dispose();
        told.Should().Equal(2, 1);
    }

    [Fact(Timeout = 5_000)]
    public async Task A_place_that_comes_in_the_very_moment_of_leaving_is_given_back()
    {
        var line = NewLine();
        for (var round = 0; round < 200; round++)
        {
            var working = await Waits(line.Join(Child, Nobody));
            using var leaving = new CancellationTokenSource();
            var leaver = line.Join(Child, Nobody).PlaceAsync(leaving.Token);
            // The newest registration is called first, so the place comes while the wait is being cancelled.
            using var registration = leaving.Token.Register(working.Dispose);

            await leaving.CancelAsync();

            if (await Task.WhenAny(leaver) is { IsCompletedSuccessfully: true } served) (await served).Dispose();
            AllPlacesShouldBeFree();
        }
    }

    public void Dispose() => _leaving.Dispose();

    private static void Nobody(Queued queued)
    {
    }

    private static Action<Queued> To(List<int> told) => queued => told.Add(queued.Position);

    private static async Task<Ticket> Waits(Ticket ticket)
    {
        await ticket.PlaceAsync(TestContext.Current.CancellationToken);
        return ticket;
    }

    private static void Refused(RunQueue line) => Desks.Refusal(() => line.Join(Child, Nobody)).Code.Should().Be(Codes.Busy);

    private RunQueue NewLine(int capacity = 60) =>
        new(_places, new(), Options.Create(new QueueOptions { Capacity = capacity, MaxWait = MaxWait }), _time);

    private async Task LeaveAsync(Task waits)
    {
        await _leaving.CancelAsync();
        await FluentActions.Awaiting(() => waits).Should().ThrowAsync<OperationCanceledException>();
    }

    private void AllPlacesShouldBeFree()
    {
        _places.TryAcquire(out var place).Should().BeTrue();
        place!.Dispose();
    }
}
