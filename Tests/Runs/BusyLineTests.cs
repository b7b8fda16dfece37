using Interception.Server.Contracts;
using Interception.Server.Generation.Slots;
using Interception.Server.Runs.Queue;
using Interception.Server.Runs.Queue.Estimates;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Runs;

/// <summary>Hundreds at once in front of a few places.</summary>
public class BusyLineTests
{
    private const int Children = 600;
    private static readonly WorkKind Unknown = new(Stage.Output, Model: null, Translates: false);

    private readonly EndpointSlots _places = new([new("http://one:11434"), new("http://two:11434")], parallelPerEndpoint: 2);
    private readonly RunQueue _line;
    private List<ModelSlot> _held = [];
    private int _come;
    private int _working;
    private int _served;
    private int _left;

    public BusyLineTests() =>
        _line = new(_places, new(), Options.Create(new QueueOptions { Capacity = Children }), TimeProvider.System);

    [Fact(Timeout = 10_000)]
    public async Task However_hundreds_come_go_and_are_served_no_place_is_lost_or_given_twice()
    {
        _held = TakeAll();

        await Task.WhenAll(Enumerable.Range(0, Children).Select(child => Task.Run(() => ComeAsync(new Random(child)))));

        (_served + _left).Should().Be(Children);
        _served.Should().BePositive();
        _left.Should().BePositive();
        TakeAll().ForEach(place => place.Dispose());
        (await _line.Join(new(null, Unknown), _ => { }).PlaceAsync(TestContext.Current.CancellationToken)).Dispose();
    }

    private async Task ComeAsync(Random mood)
    {
        using var leaving = new CancellationTokenSource();
        var last = int.MaxValue;
        var waits = _line.Join(new(null, Unknown), told => told.Position.Should().BeLessThan(Interlocked.Exchange(ref last, told.Position)))
            .PlaceAsync(leaving.Token);
        // Nobody is served before half of them wait.
        if (Interlocked.Increment(ref _come) == Children / 2) _held.ForEach(place => place.Dispose());
        if (mood.Next(2) == 0)
        {
            for (var patience = mood.Next(10); patience > 0; patience--) await Task.Yield();
            await leaving.CancelAsync();
        }
        try
        {
            using var place = await waits;
            await WorkAsync(mood.Next(200));
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _left);
        }
    }

    private List<ModelSlot> TakeAll()
    {
        var all = Enumerable.Range(0, _places.Count).Select(_ => _places.TryAcquire(out var place) ? place : null).ToList();
        all.Should().NotContainNulls();
        _places.TryAcquire(out _).Should().BeFalse();
        return all!;
    }

    private async Task WorkAsync(int yields)
    {
        Interlocked.Increment(ref _working).Should().BeLessThanOrEqualTo(_places.Count);
        while (yields-- > 0) await Task.Yield();
        Interlocked.Decrement(ref _working);
        Interlocked.Increment(ref _served);
    }
}
