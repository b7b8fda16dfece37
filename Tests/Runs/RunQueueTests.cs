using Interception.Server.Contracts;
using Interception.Server.Generation.Slots;
using Interception.Server.Runs.Queue;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs;

/// <summary>The line in front of the places, in memory.</summary>
public sealed class RunQueueTests : RunQueueContract
{
    private readonly FakeTimeProvider _time = new();
    private EndpointSlots _places = new([], 0);

    [Fact(Timeout = 5_000)]
    public async Task A_place_that_comes_in_the_very_moment_of_leaving_is_given_back()
    {
        var line = NewLine();
        for (var round = 0; round < 200; round++)
        {
            var working = await ServedAsync(line, Child);
            using var leaving = new CancellationTokenSource();
            var leaver = (await line.JoinAsync(Child, Nobody)).PlaceAsync(leaving.Token);
            // The newest registration is called first, so the place comes while the wait is being cancelled.
            using var registration = leaving.Token.Register(working.Dispose);

            await leaving.CancelAsync();

            if (await Task.WhenAny(leaver) is { IsCompletedSuccessfully: true } served) (await served).Dispose();
            AllPlacesShouldBeFree();
        }
    }

    private protected override long Now => _time.UnixMs();

    private protected override IRunQueue NewLine(int capacity = 60, int places = 1) => new RunQueue(
        _places = new([new("http://localhost:11434")], places), new(),
        Options.Create(new QueueOptions { Capacity = capacity, MaxWait = MaxWait }), _time);

    private protected override ValueTask PassAsync(TimeSpan time)
    {
        _time.Advance(time);
        return ValueTask.CompletedTask;
    }

    private void AllPlacesShouldBeFree()
    {
        _places.TryAcquire(out var place).Should().BeTrue();
        place!.Dispose();
    }
}
