using Interception.Server.Contracts;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Runs;

/// <summary>Children who start, look and leave, thousands of times.</summary>
[Collection(typeof(Alone))]
public sealed class LeakTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const int AtOnce = 40;

    private readonly CountingTime _time = new();
    private readonly App _app = new();

    [Fact(Timeout = 120_000)]
    public Task Two_thousand_starts_and_leavings_leave_everything_as_it_was() => LeaveAsync(2_000);

    [Fact(Explicit = true, Timeout = 120_000)]
    public Task Ten_thousand_starts_and_leavings_leave_everything_as_it_was() => LeaveAsync(10_000);

    private async Task LeaveAsync(int cycles)
    {
        await using var host = _app.WithWebHostBuilder(builder => builder
            .UseSetting("Practice:Mode", "Always")
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureServices(services => services.AddSingleton<TimeProvider>(_time)));
        var controls = new RunControls(host.Services);
        var work = new Func<Task<RunSpec>>(() => host.Services.GetRequiredService<RunRequestReader>()
            .ReadAsync(new RunRequest { Text = "a blue bird on a fence", Until = "Output" }, TestContext.Current.CancellationToken));

        await CyclesAsync(controls, work, 2_000);
        var before = Look(controls);
        await CyclesAsync(controls, work, cycles);
        var after = Look(controls);

        output.WriteLine($"before {before}, after {after}");
        after.Runs.Should().Be(0);
        after.Timers.Should().BeLessThanOrEqualTo(before.Timers);
        after.Files.Should().BeLessThanOrEqualTo(before.Files + 5);
        after.Heap.Should().BeLessThan(before.Heap * 105 / 100);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task CyclesAsync(RunControls controls, Func<Task<RunSpec>> work, int count)
    {
        for (var done = 0; done < count; done += AtOnce)
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ => await LeaveAsync(controls, controls.Start(await work()))));
        // Nobody can read any of them any more.
        _time.Advance(TimeSpan.FromMinutes(11));
    }

    private static async Task LeaveAsync(RunControls controls, Run run)
    {
        using var leaving = new CancellationTokenSource();
        await using (var events = run.Attended().ReadEvents(0, leaving.Token).GetAsyncEnumerator(leaving.Token)) await events.MoveNextAsync();
        await using var text = run.Attended().ReadText(Stage.Output, 0, leaving.Token).GetAsyncEnumerator(leaving.Token);
        var reads = text.MoveNextAsync().AsTask();
        await leaving.CancelAsync();
        await reads.ContinueWith(_ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
        await controls.StopAsync(run.Id);
    }

    private Sight Look(RunControls controls)
    {
        for (var round = 0; round < 3; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        var files = Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Length : 0;
        return new(GC.GetTotalMemory(forceFullCollection: true), _time.Timers, controls.List().Count, files);
    }

    private sealed record Sight(long Heap, int Timers, int Runs, int Files);
}
