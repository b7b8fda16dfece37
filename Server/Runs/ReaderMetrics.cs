using System.Diagnostics.Metrics;

namespace Interception.Server.Runs;

/// <summary>The figures of those who read runs: how many streams are open, and how long a piece of text takes to be taken.</summary>
internal sealed class ReaderMetrics
{
    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.001, 0.005, 0.025, 0.1, 0.25, 1, 2.5, 10, 30] };

    private readonly TimeProvider _time;
    private readonly UpDownCounter<int> _open;
    private readonly Histogram<double> _lag;

    public ReaderMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(RunMetrics.Meter);
        _open = meter.CreateUpDownCounter<int>("interception.streams.open", description: "Streams of texts and of events that are being read.");
        _lag = meter.CreateHistogram("interception.reader.lag", "s", "How long a reader's connection takes a piece of text, while the text may go on.", null, Seconds);
    }

    /// <summary>A stream is read until disposed.</summary>
    /// <param name="kind"><c>text</c> or <c>events</c>.</param>
    public IDisposable Open(string kind) => new OpenStream(_open, new("kind", kind));

    /// <summary>The time of a piece that is handed over.</summary>
    public long Now => _time.GetTimestamp();

    /// <summary>The reader wants the next piece.</summary>
    public void Took(long handedOver) => _lag.Record(_time.GetElapsedTime(handedOver).TotalSeconds);

    private sealed class OpenStream : IDisposable
    {
        private readonly UpDownCounter<int> _open;
        private readonly KeyValuePair<string, object?> _kind;

        public OpenStream(UpDownCounter<int> open, KeyValuePair<string, object?> kind)
        {
            _open = open;
            _kind = kind;
            open.Add(1, kind);
        }

        public void Dispose() => _open.Add(-1, _kind);
    }
}
