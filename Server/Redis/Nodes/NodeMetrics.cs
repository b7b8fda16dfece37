using System.Diagnostics.Metrics;

namespace Interception.Server.Redis.Nodes;

/// <summary>The figures of a node and of its Redis; without one they stay at zero.</summary>
internal sealed class NodeMetrics
{
    private volatile int _nodes;
    private double _delay;

    public NodeMetrics(IMeterFactory meters, RedisConnection? redis = null)
    {
        var figures = redis?.Figures ?? new();
        var meter = meters.Create("Interception");
        meter.CreateObservableGauge("interception.nodes", () => _nodes, description: "Nodes that this one sees, itself included.");
        meter.CreateObservableGauge("interception.redis.delay", () => Volatile.Read(ref _delay), "s", "How long Redis took for its last answer to a node's beat.");
        meter.CreateObservableCounter<long>("interception.redis.calls", () => [Calls(figures.Answered, "given"), Calls(figures.Unanswered, "none")],
            description: "Calls to Redis by whether an answer came.");
        meter.CreateObservableCounter("interception.redis.sent_bytes", () => figures.SentBytes, description: "Bytes of all values that scripts were given.");
    }

    /// <summary>Redis has answered a beat.</summary>
    public void Beaten(int nodes, TimeSpan delay)
    {
        _nodes = nodes;
        Volatile.Write(ref _delay, delay.TotalSeconds);
    }

    private static Measurement<long> Calls(long count, string answer) => new(count, new KeyValuePair<string, object?>("answer", answer));
}
