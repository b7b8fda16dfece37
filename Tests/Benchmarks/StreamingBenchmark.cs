using System.Globalization;

namespace Interception.Tests.Benchmarks;

/// <summary>What streaming costs, beside a bare SignalR hub. Prints, asserts nothing; see the README here.</summary>
public class StreamingBenchmark(ITestOutputHelper output)
{
    private const int Rounds = 3;

    [Fact(Explicit = true)]
    public async Task From_the_models_token_to_the_client()
    {
        // The compiler is busy with both servers for as long as this.
        await MeasureAsync(streams: 100, rounds: 2);
        output.WriteLine(Circumstances());
        foreach (var streams in new[] { 30, 100 }) Print(streams, await MeasureAsync(streams, Rounds));
    }

    /// <summary>In turns, so that whatever else the machine does meets both alike.</summary>
    private static async Task<(Figures Bare, Figures Product)> MeasureAsync(int streams, int rounds)
    {
        List<Figures> bare = [], product = [];
        for (var round = 0; round < rounds; round++)
        {
            bare.Add(await new Round(streams).MeasureAsync(BareHub.Server.StartAsync));
            product.Add(await new Round(streams).MeasureAsync(Product.StartAsync));
        }
        return (Figures.Best(bare), Figures.Best(product));
    }

    private void Print(int streams, (Figures Bare, Figures Product) best)
    {
        output.WriteLine(Figures.Heading(streams));
        output.WriteLine(best.Bare.Row("bare hub"));
        output.WriteLine(best.Product.Row("product"));
        output.WriteLine(best.Product.Over(best.Bare).Row("ratio"));
    }

    /// <summary>More load than cores makes p99 a guess.</summary>
    private static string Circumstances() => string.Create(CultureInfo.InvariantCulture, $"""
        {Metronome.TokensPerSecond} tokens/s a stream, WebSockets on loopback, servers and clients in one process;
        the best of {Rounds} rounds of {Round.Window.TotalSeconds:0} s; {Environment.ProcessorCount} cores, load average {Load()}
        """);

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
