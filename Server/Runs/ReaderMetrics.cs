using System.Diagnostics.Metrics;

namespace Interception.Server.Runs;

/// <summary>The figures of readers: how many streams are open, and how long a connection takes for a piece.</summary>
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

    /// <summary>Counts an open stream until disposed.</summary>
    /// <param name="kind"><c>text</c> or <c>events</c>.</param>
    public IDisposable Open(string kind) => new OpenStream(_open, new("kind", kind));

    /// <summary>The time, for <see cref="Took"/>.</summary>
    public long Now => _time.GetTimestamp();

    /// <summary>Records how long a piece took.</summary>
    /// <param name="handed">When the transport got it.</param>
    /// <param name="taken">When the reader asked for the next.</param>
    public void Took(long handed, long taken) => _lag.Record(_time.GetElapsedTime(handed, taken).TotalSeconds);

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
