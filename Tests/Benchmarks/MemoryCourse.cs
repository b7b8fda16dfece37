using System.Diagnostics;
using System.Globalization;
using Interception.Benchmarks.Load;
using Interception.Benchmarks.Servers;

namespace Interception.Benchmarks;

/// <summary>How much memory a fresh product takes for its streams, and when it has given it back.</summary>
internal static class MemoryCourse
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(75);

    public static async Task PrintAsync(string product, ModelDouble model, int streams)
    {
        using var server = await MeasuredServer.StartAsync(ContestantKind.Product, product, model.Address);
        // A server that has done everything once: the compiler's memory is nobody's stream.
        await BenchmarkContest.WarmUpAsync(server, model);
        await Task.Delay(ProductSettings.Kept * 2);
        var idle = server.Gauge.Read().Memory;
        var most = idle;
        var figures = await new BenchmarkRound(streams, TimeSpan.FromSeconds(5)).MeasureAsync(server, model, async () =>
        {
            for (var n = 0; n < 10; n++, await Task.Delay(400)) most = Math.Max(most, server.Gauge.Read().Memory);
        });
        Print(idle, most, streams, figures.Whole);
        await WatchAsync(server.Gauge, idle);
    }

    private static void Print(long idle, long most, int streams, int whole) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"memory: {idle >> 20} MiB idle, at most {most >> 20} MiB with {streams} streams ({whole} whole): {(most - idle) / 1024.0 / streams:0} KiB a stream"));

    private static async Task WatchAsync(ServerGauge gauge, long idle)
    {
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Patience; await Task.Delay(TimeSpan.FromSeconds(15)))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s after the end: {(gauge.Read().Memory - idle) / 1048576.0:0} MiB above idle"));
        }
    }
}
