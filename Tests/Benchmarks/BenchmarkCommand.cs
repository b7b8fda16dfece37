using System.Globalization;
using Interception.Benchmarks.Load;
using Interception.Benchmarks.Servers;

namespace Interception.Benchmarks;

/// <summary>Measures the product beside its yardsticks; see the README here.</summary>
internal static class BenchmarkCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var options = BenchmarkOptions.Parse(args);
        // The clients answer where the poll is made: another thread for each piece would cost the machine more than the piece.
        Environment.SetEnvironmentVariable(MeasuredServer.InlineSockets, "1");
        using var published = options.Product is { } given ? PublishedProduct.At(given) : await PublishedProduct.PublishAsync();
        using var model = new ModelDouble();
        using var contest = await BenchmarkContest.StartAsync(published.Assembly, model, options.Against);
        Console.WriteLine(Machine());
        await contest.WarmUpAsync(options.Streams.Max());
        foreach (var streams in options.Streams)
            foreach (var line in (await contest.MeasureAsync(streams, options.Rounds, options.Window)).Lines()) Console.WriteLine(line);
        if (options.Profile > 0) await ProfileShares.PrintAsync(published.Assembly, model, options.Profile);
        if (options.Memory > 0) await MemoryCourse.PrintAsync(published.Assembly, model, options.Memory);
        return 0;
    }

    private static string Machine() => string.Create(CultureInfo.InvariantCulture,
        $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, .NET {Environment.Version}, load {Load()}, {TokenText.PerSecond} tokens/s a stream; medians of the rounds");

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
