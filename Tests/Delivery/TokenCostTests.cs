using Interception.Benchmarks;
using Interception.Benchmarks.Load;
using Interception.Benchmarks.Servers;

namespace Interception.Tests.Delivery;

/// <summary>The small form of Tests/Benchmarks: a bare proxy and the server, cold, side by side on a machine that has other work.</summary>
public class TokenCostTests(ITestOutputHelper output)
{
    private const int Streams = 30;

    [Fact(Timeout = 60_000)]
    public async Task A_token_costs_by_no_order_of_magnitude_more_than_a_bare_proxys()
    {
        var figures = await Task.WhenAll(MeasureAsync(ContestantKind.Yarp), MeasureAsync(ContestantKind.Product));

        output.WriteLine($"a bare proxy: {figures[0]}\nthe server: {figures[1]}");
        figures[1].Whole.Should().Be(Streams);
        (figures[1].Cpu / figures[0].Cpu).Should().BeLessThan(10);
    }

    private static async Task<RoundFigures> MeasureAsync(ContestantKind kind)
    {
        using var model = new ModelDouble();
        var program = kind == ContestantKind.Product ? typeof(Server.Runs.Run) : typeof(BenchmarkContest);
        using var server = await MeasuredServer.StartAsync(kind, program.Assembly.Location, model.Address);
        return await new BenchmarkRound(Streams, TimeSpan.FromSeconds(1.5)).MeasureAsync(server, model);
    }
}
