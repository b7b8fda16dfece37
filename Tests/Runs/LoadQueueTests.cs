using Interception.Server.Contracts;
using Interception.Server.Generation;
using Interception.Server.Generation.Ollama.Models;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Slots;
using Interception.Server.Runs.Queue;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs;

/// <summary>The line while a model is loaded for some: nobody who comes later is served first, and nobody else waits.</summary>
public sealed class LoadQueueTests
{
    private static readonly Uri First = new("http://localhost:11434");
    private static readonly Uri Second = new("http://localhost:11435");
    private static readonly OllamaModel Bird = new(First, "bird");

    private readonly FakeTimeProvider _time = new();
    private readonly AwaitedLoads _loads;

    public LoadQueueTests() => _loads = new(Options.Create(new TimeoutOptions()), _time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("local/bird", true)]
    [InlineData("local/bird:latest", true)]
    [InlineData("local/cat", false)]
    [InlineData("mistral/bird", false)]
    [InlineData(null, false)]
    public void Who_asks_first_for_what_others_wait_for_waits_behind_them(string? first, bool waits)
    {
        _loads.Enter(Bird);

        _loads.HoldsBack(First, Asking(first)).Should().Be(waits);
        _loads.HoldsBack(Second, Asking(first)).Should().BeFalse("nobody waits there");
        _loads.Leave(Bird);
        _loads.HoldsBack(First, Asking(first)).Should().BeFalse();
    }

    [Fact]
    public void A_load_is_over_for_the_line_when_all_who_waited_for_it_stand_in_it_again()
    {
        var changes = 0;
        _loads.Changed += () => changes++;
        _loads.Enter(Bird);
        _loads.Enter(Bird);

        _loads.Leave(Bird);
        (_loads.HoldsBack(First, Asking("local/bird")), changes).Should().Be((true, 0));
        _loads.Leave(Bird);
        (_loads.HoldsBack(First, Asking("local/bird")), changes).Should().Be((false, 1));
    }

    [Fact]
    public void A_load_that_takes_long_has_its_server_to_itself_but_for_those_who_were_there_before()
    {
        _loads.Enter(Bird);
        _time.Advance(TimeSpan.FromMinutes(3));

        _loads.HoldsBack(First, Asking("local/cat")).Should().BeTrue("Ollama may be waiting until nobody asks the cat any more");
        _loads.HoldsBack(First, Asking("local/cat") with { Endpoint = First }).Should().BeFalse("it is in the middle of a call");
        _loads.HoldsBack(Second, Asking("local/cat")).Should().BeFalse();
        _loads.HoldsBack(First, new([])).Should().BeFalse("practice needs no server");
        _loads.HoldsBack(First, Asking("mistral/cat")).Should().BeFalse("nor does another provider");
    }

    [Fact(Timeout = 5_000)]
    public async Task A_run_goes_to_the_server_that_has_the_model_and_not_to_the_one_that_loads_it()
    {
        var line = NewLine(parallel: 1);
        _loads.Enter(Bird);

        using var place = await line.Join(Child("local/bird"), _ => { }).PlaceAsync(Cancel);

        place.Endpoint.Should().Be(Second);
    }

    [Fact(Timeout = 5_000)]
    public async Task Who_waits_for_a_certain_server_is_passed_by_those_whom_another_one_suits()
    {
        var line = NewLine(parallel: 1);
        var working = new List<ModelSlot>();
        for (var n = 0; n < 2; n++) working.Add(await line.Join(Child("local/cat"), _ => { }).PlaceAsync(Cancel));
        var bound = Child("local/cat");
        bound.Endpoint = First;
        var atFirst = line.Join(bound, _ => { }).PlaceAsync(Cancel);
        var anywhere = line.Join(Child("local/cat"), _ => { }).PlaceAsync(Cancel);

        working[1].Dispose();
        (await anywhere).Endpoint.Should().Be(Second);
        atFirst.IsCompleted.Should().BeFalse();

        (await anywhere).Dispose();
        using (await line.Join(Child("local/cat"), _ => { }).PlaceAsync(Cancel)) atFirst.IsCompleted.Should().BeFalse("a place at the other one is of no use to it");
        working[0].Dispose();
        (await atFirst).Endpoint.Should().Be(First);
        (await atFirst).Dispose();
    }

    [Fact(Timeout = 5_000)]
    public async Task Who_is_bound_to_a_server_that_has_gone_away_goes_elsewhere()
    {
        var line = NewLine(parallel: 1, isUp: server => server == Second);
        var bound = Child("local/cat");
        bound.Endpoint = First;

        using var place = await line.Join(bound, _ => { }).PlaceAsync(Cancel);

        place.Endpoint.Should().Be(Second);
    }

    [Fact(Timeout = 5_000)]
    public async Task Who_is_held_back_by_a_load_is_told_so_and_served_afterwards_in_its_order()
    {
        var line = NewLine(parallel: 1, servers: First);
        var told = new List<Queued>();
        _loads.Enter(Bird);
        var waits = line.Join(Child("local/bird"), told.Add).PlaceAsync(Cancel);

        (await line.Join(Child("local/cat"), _ => { }).PlaceAsync(Cancel)).Dispose();
        told.Select(one => (one.Position, one.EtaSeconds, one.WaitsFor)).Should().Equal((1, null, WaitReason.Model));

        _loads.Leave(Bird);
        (await waits).Dispose();
    }

    private static SlotRequest Asking(string? first) => new([first ?? "local/other"]) { First = first };

    private static QueuedWork Child(string first) => new(owner: null) { Models = [first], First = first };

    private RunQueue NewLine(int parallel, Func<Uri, bool>? isUp = null, params Uri[] servers)
    {
        var places = new EndpointSlots(servers.Length > 0 ? servers : [First, Second], parallel, isUp, _loads.HoldsBack);
        _loads.Changed += places.LookAgain;
        return new(places, new(), Options.Create(new QueueOptions { Capacity = 10 }), _time);
    }
}
