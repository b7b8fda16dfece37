using Interception.Benchmarks.Load;
using Interception.Benchmarks.Servers;

namespace Interception.Benchmarks;

/// <summary>Servers that take turns, so that whatever else the machine does meets all of them alike.</summary>
internal sealed class BenchmarkContest : IDisposable
{
    private const int MostWarmUps = 20;
    private const int FewMethods = 60;

    private readonly ModelDouble _model;
    private readonly List<MeasuredServer> _servers = [];

    private BenchmarkContest(ModelDouble model) => _model = model;

    public static async Task<BenchmarkContest> StartAsync(string product, ModelDouble model, IEnumerable<ContestantKind> kinds)
    {
        var contest = new BenchmarkContest(model);
        foreach (var kind in kinds)
            contest._servers.Add(await MeasuredServer.StartAsync(kind, kind == ContestantKind.Product ? product : typeof(BenchmarkContest).Assembly.Location, model.Address));
        return contest;
    }

    /// <summary>Lets the compiler of each server do its work, with as many streams as will be measured at the most.</summary>
    public async Task WarmUpAsync(int most)
    {
        foreach (var server in _servers)
        {
            await WarmUpAsync(server, _model);
            await new BenchmarkRound(most, TimeSpan.FromSeconds(1)).MeasureAsync(server, _model);
        }
    }

    /// <summary>Works a server until its compiler has next to nothing to do: on a busy machine that takes a minute.</summary>
    public static async Task WarmUpAsync(MeasuredServer server, ModelDouble model)
    {
        for (var round = 0; round < MostWarmUps; round++)
        {
            var before = server.Gauge.Read().Compiled;
            await new BenchmarkRound(150, TimeSpan.FromSeconds(2)).MeasureAsync(server, model);
            if (server.Gauge.Read().Compiled - before < FewMethods) return;
        }
    }

    public async Task<FiguresTable> MeasureAsync(int streams, int rounds, TimeSpan window)
    {
        var table = new FiguresTable(streams);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var server in _servers)
                table.Add(server.Kind, await new BenchmarkRound(streams, window).MeasureAsync(server, _model));
        }

        return table;
    }

    public void Dispose() => _servers.ForEach(server => server.Dispose());
}
