using Interception.Server.Contracts;
using Interception.Server.Generation.Slots;
using Interception.Server.Runs.Queue;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs;

/// <summary>A line that stands still, and says why.</summary>
public sealed class QueueGateTests
{
    private static readonly QueuedWork Practice = new(owner: null);
    private static readonly QueuedWork Child = new(owner: null) { Models = ["local/some"] };

    private readonly FakeTimeProvider _time = new();
    private readonly SwitchedGate _gate = new();
    private readonly List<Queued> _told = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 5_000), InlineData(WaitReason.Model), InlineData(WaitReason.Test)]
    public async Task A_closed_gate_takes_runs_into_the_line_in_their_order_and_says_why(WaitReason why)
    {
        var line = NewLine(parallel: 2);
        _gate.Close(why);
        var first = line.Join(Child, _told.Add).PlaceAsync(Cancel);
        var second = line.Join(Child, _told.Add).PlaceAsync(Cancel);

        first.IsCompleted.Should().BeFalse("there are places, but nobody may have one");
        _told.Select(told => (told.Position, told.EtaSeconds, told.WaitsFor)).Should().Equal((1, null, why), (2, null, why));

        _gate.Open();
        (await first).Dispose();
        (await second).Dispose();
    }

    [Fact(Timeout = 5_000)]
    public async Task Who_is_not_held_back_is_served_past_those_who_are()
    {
        var line = NewLine(parallel: 1);
        _gate.Close(WaitReason.Model);
        var waits = line.Join(Child, _told.Add).PlaceAsync(Cancel);

        (await line.Join(Practice, _ => { }).PlaceAsync(Cancel)).Dispose();

        waits.IsCompleted.Should().BeFalse();
        _gate.Open();
        (await waits).Dispose();
    }

    [Fact(Timeout = 5_000)]
    public async Task A_new_reason_is_told_though_the_position_is_the_same()
    {
        var line = NewLine(parallel: 1);
        using var working = await line.Join(Child, _ => { }).PlaceAsync(Cancel);
        var waits = line.Join(Child, _told.Add).PlaceAsync(Cancel);

        _gate.Close(WaitReason.Test);
        line.Hold();
        line.Release();
        _gate.Open();

        _told.Select(told => told.WaitsFor).Should().Equal(WaitReason.Place, WaitReason.Test, WaitReason.Hold, WaitReason.Test, WaitReason.Place);
        working.Dispose();
        (await waits).Dispose();
    }

    [Fact(Timeout = 5_000)]
    public async Task Standing_still_counts_as_a_wait_and_is_busy_at_its_end()
    {
        var line = NewLine(parallel: 1);
        _gate.Close(WaitReason.Model);
        var waits = line.Join(Child, _told.Add).PlaceAsync(Cancel);

        _time.Advance(TimeSpan.FromMinutes(10));

        (await Support.ServerRuns.EndingOfAsync(() => waits)).Code.Should().Be(Codes.Busy);
    }

    [Fact(Timeout = 5_000)]
    public async Task A_run_that_cannot_be_told_where_it_stands_leaves_and_the_others_stand_on()
    {
        var line = NewLine(parallel: 1);
        var working = await line.Join(Child, _ => { }).PlaceAsync(Cancel);
        var before = line.Join(Child, _ => { }).PlaceAsync(Cancel);
        var broken = line.Join(Child, _ => throw new IOException("no disk")).PlaceAsync(Cancel);
        var behind = line.Join(Child, _told.Add).PlaceAsync(Cancel);

        await broken.Awaiting(waits => waits).Should().ThrowAsync<InvalidOperationException>();
        working.Dispose();
        (await before).Dispose();
        (await behind).Dispose();
        _told.Last().Position.Should().Be(1);
    }

    private RunQueue NewLine(int parallel) => new(new EndpointSlots([new("http://localhost:11434")], parallel), new(),
        Options.Create(new QueueOptions { Capacity = 10 }), _time, [_gate]);

    /// <summary>Holds back whoever needs a model, while it is closed.</summary>
    private sealed class SwitchedGate : IQueueGate
    {
        private WaitReason? _reason;

        public event Action? Changed;

        public WaitReason? HoldsBack(QueuedWork work) => work.Models.Count > 0 ? _reason : null;

        public void Close(WaitReason why)
        {
            _reason = why;
            Changed?.Invoke();
        }

        public void Open()
        {
            _reason = null;
            Changed?.Invoke();
        }
    }
}
