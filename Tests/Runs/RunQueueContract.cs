using Interception.Server.Contracts;
using Interception.Server.Runs.Queue;
using Interception.Tests.Support;

namespace Interception.Tests.Runs;

/// <summary>What every line promises. A new one is held to it by a class that inherits from this one.</summary>
public abstract class RunQueueContract
{
    /// <summary>How long one may wait in the lines of this suite.</summary>
    private protected static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(10);

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected static QueuedWork Child => new(owner: null);

    /// <summary>What the clock of the lines shows, in Unix milliseconds.</summary>
    private protected abstract long Now { get; }

    /// <summary>A line in front of these places, all at one server.</summary>
    private protected abstract IRunQueue NewLine(int capacity = 60, int places = 1);

    /// <summary>Lets time pass for the line.</summary>
    private protected abstract ValueTask PassAsync(TimeSpan time);

    [Fact(Timeout = 10_000)]
    public async Task Who_comes_first_is_served_first()
    {
        var line = NewLine();
        var place = await ServedAsync(line, Child);
        var waiting = new List<Task<Ticket>>();
        for (var n = 0; n < 3; n++) waiting.Add(Waits(await line.JoinAsync(Child, Nobody)));

        for (var next = 0; next < waiting.Count; next++)
        {
            waiting[next].IsCompleted.Should().BeFalse();
            place.Dispose();
            place = await waiting[next];
            waiting.Skip(next + 1).Should().NotContain(later => later.IsCompleted);
        }
        place.Dispose();
    }

    [Fact(Timeout = 10_000)]
    public async Task A_place_that_is_free_is_taken_without_a_word()
    {
        List<int> told = [];

        using var place = await Waits(await NewLine().JoinAsync(Child, To(told)));

        told.Should().BeEmpty();
    }

    [Fact(Timeout = 10_000)]
    public async Task Positions_are_told_once_for_each_change_and_only_go_down()
    {
        using var leaving = new CancellationTokenSource();
        var line = NewLine();
        var working = await ServedAsync(line, Child);
        var told = Enumerable.Range(0, 3).Select(_ => new List<int>()).ToArray();
        var first = Waits(await line.JoinAsync(Child, To(told[0])));
        var second = (await line.JoinAsync(Child, To(told[1]))).PlaceAsync(leaving.Token);
        var third = Waits(await line.JoinAsync(Child, To(told[2])));
        await ToldAsync(told[2], 3);

        await leaving.CancelAsync();
        await FluentActions.Awaiting(() => second).Should().ThrowAsync<OperationCanceledException>();
        await ToldAsync(told[2], 2);
        working.Dispose();
        var served = await first;
        await ToldAsync(told[2], 1);
        served.Dispose();
        (await third).Dispose();

        told[0].Should().Equal(1);
        told[1].Should().Equal(2);
        told[2].Should().Equal(3, 2, 1);
    }

    [Theory(Timeout = 10_000), InlineData(0), InlineData(1), InlineData(3)]
    public async Task A_full_line_is_busy_at_once_and_takes_again_when_somebody_was_served(int capacity)
    {
        var line = NewLine(capacity);
        var working = await ServedAsync(line, Child);
        var waiting = new List<Task<Ticket>>();
        for (var n = 0; n < capacity; n++) waiting.Add(Waits(await line.JoinAsync(Child, Nobody)));

        (await ServerRuns.EndingOfAsync(() => line.JoinAsync(Child, Nobody).AsTask())).Code.Should().Be(Codes.Busy);

        var urgent = await line.JoinAsync(Child, Nobody, isUrgent: true);
        urgent.Dispose();
        working.Dispose();
        var served = capacity > 0 ? await waiting[0] : null;
        var another = Waits(await line.JoinAsync(Child, Nobody));
        served?.Dispose();
        foreach (var waits in waiting.Skip(1)) (await waits).Dispose();
        (await another).Dispose();
    }

    [Fact(Timeout = 10_000)]
    public async Task Who_leaves_frees_the_place_in_the_line()
    {
        using var leaving = new CancellationTokenSource();
        var line = NewLine(capacity: 1);
        using var working = await ServedAsync(line, Child);
        var leaver = (await line.JoinAsync(Child, Nobody)).PlaceAsync(leaving.Token);

        await leaving.CancelAsync();
        await FluentActions.Awaiting(() => leaver).Should().ThrowAsync<OperationCanceledException>();

        var stays = Waits(await line.JoinAsync(Child, Nobody));
        working.Dispose();
        (await stays).Dispose();
    }

    [Fact(Timeout = 10_000)]
    public async Task A_wait_that_is_too_long_is_busy_and_those_behind_move_up()
    {
        var line = NewLine();
        var working = await ServedAsync(line, Child);
        var waits = Waits(await line.JoinAsync(Child, Nobody));
        await PassAsync(MaxWait / 2);
        List<int> told = [];
        var later = Waits(await line.JoinAsync(Child, To(told)));
        await ToldAsync(told, 2);

        await PassAsync(MaxWait / 2);

        (await ServerRuns.EndingOfAsync(() => waits)).Code.Should().Be(Codes.Busy);
        await ToldAsync(told, 1);
        later.IsCompleted.Should().BeFalse();
        working.Dispose();
        (await later).Dispose();
    }

    [Fact(Timeout = 10_000)]
    public async Task Whoever_queues_many_is_overtaken_by_those_who_queue_one()
    {
        var line = NewLine();
        var working = await ServedAsync(line, Child);
        List<string> served = [];
        var all = new List<Task>();
        foreach (var owner in new[] { "greedy", "greedy", "greedy", "one", "two" })
            all.Add(ServeAsync(await line.JoinAsync(new(owner), Nobody), () => served.Add(owner)));

        working.Dispose();
        await Task.WhenAll(all);

        served.Should().Equal("greedy", "one", "two", "greedy", "greedy");
    }

    [Fact(Timeout = 10_000)]
    public async Task Who_had_a_turn_and_lost_it_stands_at_the_head_however_full_the_line_is()
    {
        var line = NewLine(capacity: 1);
        var working = await ServedAsync(line, Child);
        List<string> served = [];
        var behind = ServeAsync(await line.JoinAsync(Child, Nobody), () => served.Add("behind"));
        var broken = ServeAsync(await line.JoinAsync(Child, Nobody, isAhead: true), () => served.Add("broken off"));
        var again = ServeAsync(line.Return(working, Child), () => served.Add("again"));

        working.Dispose();
        await Task.WhenAll(behind, broken, again);

        served.Should().Equal("again", "broken off", "behind");
    }

    [Fact(Timeout = 10_000)]
    public async Task The_line_tells_who_waits_in_its_order_and_how_many_work_at_each_server()
    {
        using var leaving = new CancellationTokenSource();
        var line = NewLine();
        var working = await ServedAsync(line, Named("works"));
        var greedy = Waits(await line.JoinAsync(new("greedy") { Run = "greedy, first" }, Nobody));
        var second = (await line.JoinAsync(new("greedy") { Run = "greedy, second" }, Nobody)).PlaceAsync(leaving.Token);
        var other = Waits(await line.JoinAsync(Named("other"), Nobody));

        (await line.ReadAsync()).Select(one => (one.Run, one.Position)).Should().Equal(("greedy, first", 1), ("other", 2), ("greedy, second", 3));
        (await line.ReadAsync()).Should().OnlyContain(one => one.Since == Now);
        line.Taken.Should().Equal(1);

        await leaving.CancelAsync();
        await FluentActions.Awaiting(() => second).Should().ThrowAsync<OperationCanceledException>();
        working.Dispose();
        var served = await greedy;
        (await line.ReadAsync()).Select(one => (one.Run, one.Position)).Should().Equal(("other", 1));
        served.Dispose();
        (await other).Dispose();
        (await line.ReadAsync()).Should().BeEmpty();

        static QueuedWork Named(string run) => new(owner: null) { Run = run };
    }

    [Fact(Timeout = 10_000)]
    public async Task While_the_line_is_held_nobody_is_served_and_the_time_is_nobodys_wait()
    {
        var line = NewLine();
        line.Hold();
        var reasons = new List<WaitReason>();
        var waits = Waits(await line.JoinAsync(Child, told => reasons.Add(told.WaitsFor)));
        await PassAsync(MaxWait * 2);
        line.IsHeld.Should().BeTrue();
        waits.IsCompleted.Should().BeFalse();

        line.Release();

        (await waits).Dispose();
        reasons.Should().Contain(WaitReason.Hold);
    }

    [Fact(Timeout = 10_000)]
    public async Task Each_lease_has_a_name_of_its_own_and_a_larger_fence_than_any_before_and_than_the_runs()
    {
        var line = NewLine(places: 2);
        using var first = await ServedAsync(line, Child);
        using var second = await ServedAsync(line, new(null) { Fence = first.Lease!.Fence + 40 });
        var waits = Waits(await line.JoinAsync(Child, Nobody));
        second.Dispose();
        using var third = await waits;

        var leases = new[] { first, second, third }.Select(ticket => ticket.Lease!).ToList();

        leases.Select(lease => lease.Id).Should().OnlyHaveUniqueItems();
        leases.Select(lease => lease.Fence).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        second.Lease!.Fence.Should().BeGreaterThan(first.Lease.Fence + 40);
    }

    [Fact(Timeout = 20_000)]
    public async Task However_many_come_and_go_no_more_work_than_there_are_places_and_everybody_is_served()
    {
        const int Children = 100, Places = 3;
        var line = NewLine(Children, Places);
        var (working, most, served) = (0, 0, 0);

        await Task.WhenAll(Enumerable.Range(0, Children).Select(child => Task.Run(async () =>
        {
            var ticket = await line.JoinAsync(new($"child {child % 30}"), Nobody);
            await ServeAsync(ticket, () =>
            {
                var now = Interlocked.Increment(ref working);
                for (var seen = most; now > seen; seen = most) Interlocked.CompareExchange(ref most, now, seen);
                Interlocked.Increment(ref served);
            }, () => Interlocked.Decrement(ref working));
        }, Cancel)));

        served.Should().Be(Children);
        most.Should().BeLessThanOrEqualTo(Places);
        line.Length.Should().Be(0);
    }

    private protected static void Nobody(Queued queued)
    {
    }

    private protected static Action<Queued> To(List<int> told) => queued =>
    {
        lock (told) told.Add(queued.Position);
    };

    private protected static async Task<Ticket> Waits(Ticket ticket)
    {
        await ticket.PlaceAsync(Cancel);
        return ticket;
    }

    private protected static async Task<Ticket> ServedAsync(IRunQueue line, QueuedWork work) => await Waits(await line.JoinAsync(work, Nobody));

    private static async Task ServeAsync(Ticket ticket, Action work, Action? done = null)
    {
        await ticket.PlaceAsync(Cancel);
        work();
        await Task.Yield();
        done?.Invoke();
        ticket.Dispose();
    }

    /// <summary>Waits until somebody was told a position: a line at another place takes its time.</summary>
    private static async Task ToldAsync(List<int> told, int position)
    {
        while (true)
        {
            lock (told)
                if (told.Contains(position)) return;
            await Task.Delay(5, Cancel);
        }
    }
}
