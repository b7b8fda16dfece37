using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using Interception.Server.Generation.Ollama.Wire;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.Reports;

/// <summary>Detects calls that wait inside an Ollama, because it works on fewer at once than it is sent.</summary>
/// <remarks>Its own figures show it: for a call alone, only some milliseconds of the total are left over.</remarks>
internal sealed partial class QueueWatch
{
    private const int Looked = 10;
    private const int Several = 2;

    private static readonly TimeSpan Noticed = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, ConcurrentQueue<TimeSpan>> _waits = new();
    private readonly ConcurrentDictionary<string, bool> _told = new();
    private readonly Histogram<double> _metric;
    private readonly IOptions<OllamaOptions> _options;
    private readonly ILogger _logger;

    public QueueWatch(IMeterFactory meters, IOptions<OllamaOptions> options, ILogger<QueueWatch> logger)
    {
        _options = options;
        _logger = logger;
        _metric = meters.Create("Interception").CreateHistogram<double>(
            "interception.ollama.queue", "s", "Time that an answer waited in Ollama's own queue, unseen by the line in front of it.");
    }

    /// <summary>The servers where it happens at present, in words.</summary>
    public IReadOnlyList<string> Hints() => [.. _waits.Keys.Order(StringComparer.Ordinal).Select(HintFor).OfType<string>()];

    /// <summary>Records a whole answer.</summary>
    public void Answered(string server, ModelUsage figures)
    {
        if (figures.TotalTime <= TimeSpan.Zero) return;
        _metric.Record(figures.QueueTime.TotalSeconds);
        var waits = _waits.GetOrAdd(server, _ => new());
        waits.Enqueue(IsNoticed(figures) ? figures.QueueTime : TimeSpan.Zero);
        while (waits.Count > Looked) waits.TryDequeue(out _);
        if (HintFor(server) is { } hint && _told.TryAdd(server, true)) LogQueue(hint);
    }

    /// <summary>More than a busy machine loses at times.</summary>
    private static bool IsNoticed(ModelUsage figures) =>
        figures.QueueTime >= Noticed && figures.QueueTime.Ticks * 10 >= figures.TotalTime.Ticks;

    private string? HintFor(string server)
    {
        TimeSpan[] waited = [.. _waits[server].Where(wait => wait > TimeSpan.Zero)];
        return waited.Length < Several ? null : string.Create(CultureInfo.InvariantCulture,
            $"{server} works on fewer at once than it is sent: {waited.Length} of its last answers waited in its own queue, up to {waited.Max().TotalSeconds:0.0} s. Set Ollama:ParallelPerEndpoint (here {_options.Value.ParallelPerEndpoint}) and OLLAMA_NUM_PARALLEL (there) to the same number.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Hint}")]
    private partial void LogQueue(string hint);
}
