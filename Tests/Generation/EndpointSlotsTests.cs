using Interception.Server.Generation.Slots;

namespace Interception.Tests.Generation;

public class EndpointSlotsTests
{
    private static readonly Uri First = new("http://first:11434");
    private static readonly Uri Second = new("http://second:11434");

    [Fact]
    public void There_are_as_many_places_as_endpoints_times_places_at_each()
    {
        var places = new EndpointSlots([First, Second], 2);

        places.Count.Should().Be(4);
        for (var taken = 0; taken < 4; taken++)
        {
            places.TryAcquire(out _).Should().BeTrue();
        }

        places.TryAcquire(out _).Should().BeFalse();
    }

    [Fact]
    public void A_place_is_taken_where_there_is_least_to_do()
    {
        var places = new EndpointSlots([First, Second], 2);

        var one = Take(places);
        var two = Take(places);
        one.Endpoint.Should().Be(First);
        two.Endpoint.Should().Be(Second);

        one.Dispose();
        Take(places).Endpoint.Should().Be(First);
        two.Dispose();
        Take(places).Endpoint.Should().Be(Second);
    }

    [Fact]
    public void A_place_given_back_can_be_taken_again_and_is_told()
    {
        var places = new EndpointSlots([First], 1);
        var freed = 0;
        places.Freed += () => freed += places.TryAcquire(out _) ? 1 : 0;

        Take(places).Dispose();

        freed.Should().Be(1);
        places.TryAcquire(out _).Should().BeFalse();
    }

    [Fact]
    public void Giving_back_twice_frees_one_place()
    {
        var places = new EndpointSlots([First], 2);
        var (one, _) = (Take(places), Take(places));
        var freed = 0;
        places.Freed += () => freed++;

        one.Dispose();
        one.Dispose();

        freed.Should().Be(1);
        Take(places);
        places.TryAcquire(out _).Should().BeFalse();
    }

    [Fact(Timeout = 10_000)]
    public async Task Many_hands_never_hold_more_places_than_there_are()
    {
        var places = new EndpointSlots([First, Second], 2);
        var (held, most) = (0, 0);
        var seen = new Lock();

        await Parallel.ForAsync(0, 2_000, TestContext.Current.CancellationToken, (_, _) =>
        {
            if (places.TryAcquire(out var place))
            {
                lock (seen) most = Math.Max(most, ++held);
                Thread.Yield();
                lock (seen) held--;
                place.Dispose();
            }

            return ValueTask.CompletedTask;
        });

        most.Should().BeInRange(1, 4);
        Enumerable.Range(0, 4).Select(_ => Take(places)).Should().HaveCount(4);
    }

    private static ModelSlot Take(EndpointSlots places) => places.TryAcquire(out var place) ? place : throw new InvalidOperationException("All taken.");
}
