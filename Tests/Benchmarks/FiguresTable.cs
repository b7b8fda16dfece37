using System.Globalization;
using Interception.Benchmarks.Servers;

namespace Interception.Benchmarks;

/// <summary>The figures of all rounds with so many streams, as people read them.</summary>
internal sealed class FiguresTable(int streams)
{
    private readonly Dictionary<ContestantKind, List<RoundFigures>> _rounds = Enum.GetValues<ContestantKind>().ToDictionary(kind => kind, _ => new List<RoundFigures>());

    public void Add(ContestantKind kind, RoundFigures round) => _rounds[kind].Add(round);

    /// <summary>Each round's ratio of processor time to that of the proxy's round beside it.</summary>
    public double[] CpuRatios(ContestantKind kind) =>
        [.. _rounds[kind].Zip(_rounds[ContestantKind.Yarp], (ours, yarp) => ours.Cpu / yarp.Cpu).Order()];

    public IEnumerable<string> Lines()
    {
        yield return $"{streams + " streams",-13} CPU us/token  of yarp (least-most)  alloc B/token  delay p50    p99 ms  first p50    p99 ms  KiB/stream   whole";
        foreach (var (kind, rounds) in _rounds)
            if (rounds.Count > 0) yield return Line(kind, RoundFigures.Median(rounds), CpuRatios(kind));
    }

    private string Line(ContestantKind kind, RoundFigures median, double[] ratios) => string.Create(CultureInfo.InvariantCulture,
        $"{kind.ToString().ToLowerInvariant(),-13}{median.Cpu,13:0.0}  {Ratio(ratios),20}{median.Allocated,15:0}{median.Delay50,11:0.0}{median.Delay99,10:0.0}{median.First50,11:0.0}{median.First99,10:0.0}{median.Memory,12:0}{median.Whole,8}");

    private static string Ratio(double[] ratios) => ratios.Length == 0 ? "-" : string.Create(CultureInfo.InvariantCulture,
        $"{ratios[(ratios.Length - 1) / 2]:0.00} ({ratios[0]:0.00}-{ratios[^1]:0.00})");
}
