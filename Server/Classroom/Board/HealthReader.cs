using Interception.Server.Contracts;
using Interception.Server.Redis.Nodes;

namespace Interception.Server.Classroom.Board;

/// <summary>The figures of the board, read at most once a second; the same object while they do not change.</summary>
internal sealed class HealthReader(IServerReport report, WaitFigures waits, INodeRegistry nodes, NodeStatus status, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private ClassHealth? _health;
    private long _at;

    /// <summary>The figures as they are now.</summary>
    public ClassHealth Read()
    {
        lock (_lock)
        {
            if (_health is not null && time.GetElapsedTime(_at) < Fresh) return _health;
            _at = time.GetTimestamp();
            var now = OverAll(report.Read());
            return _health is not null && AreEqual(now, _health) ? _health : _health = now;
        }
    }

    /// <summary>This node's report with the figures of all nodes.</summary>
    private ClassHealth OverAll(ClassHealth here)
    {
        var others = (status.Nodes?.All ?? []).Where(node => node.Node != nodes.Here).ToList();
        var curve = Curve(waits.Read().Concat(others.SelectMany(node => node.Waits)));
        return here with
        {
            // What is missing at all of them is said once.
            Missing = [.. here.Missing, .. others.SelectMany(node => node.Missing.Except(here.Missing).Select(what => $"{node.Node.Name}: {what}"))],
            WaitSeconds = curve.Count > 0 ? curve[^1].Seconds : null,
            WaitCurve = curve,
            TokensPerSecond = Math.Round(waits.PiecesPerSecond() + others.Sum(node => node.PiecesPerSecond), 1),
        };
    }

    /// <summary>One node's own medians as they are; of several, the one in the middle of all who waited.</summary>
    private static List<WaitPoint> Curve(IEnumerable<NodeWaits> waits) =>
        [.. waits.GroupBy(each => each.At).OrderBy(each => each.Key).Select(each => new WaitPoint(each.Key, Middle([.. each.OrderBy(one => one.Seconds)])))];

    private static double Middle(List<NodeWaits> waits)
    {
        var before = 0;
        var half = waits.Sum(one => one.Count) / 2;
        return waits.First(one => (before += one.Count) > half).Seconds;
    }

    private static bool AreEqual(ClassHealth one, ClassHealth other) =>
        one with { WaitCurve = other.WaitCurve, Servers = other.Servers, Missing = other.Missing } == other
        && one.WaitCurve.SequenceEqual(other.WaitCurve) && one.Servers.SequenceEqual(other.Servers) && one.Missing.SequenceEqual(other.Missing);
}
