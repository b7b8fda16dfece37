using System.Globalization;
using Interception.Server.Generation.Ollama.Wire;

namespace Interception.Server.Generation.Reports;

/// <summary>Detects models that push each other out of a server's memory: each change costs a whole load.</summary>
internal sealed partial class ModelTurns(TimeProvider time, ILogger<ModelTurns> logger)
{
    private const int Often = 3;

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<OllamaModel, long> _loaded = [];
    private readonly List<Turn> _turns = [];
    private readonly HashSet<Uri> _told = [];

    /// <summary>The servers where it happens at present, in words.</summary>
    public IReadOnlyList<string> Hints()
    {
        lock (_lock)
            return [.. _turns.Select(turn => turn.Model.Endpoint).Distinct().Where(HappensNow).Select(HintFor)];
    }

    /// <summary>Whether it has happened at a server lately.</summary>
    public bool HappenedAt(Uri endpoint)
    {
        lock (_lock) return _turns.Exists(turn => turn.Model.Endpoint == endpoint && time.GetElapsedTime(turn.At) < Soon);
    }

    /// <summary>Records that a model was loaded.</summary>
    /// <param name="model">The model and its server.</param>
    /// <param name="others">The models that were in memory before.</param>
    /// <param name="took">How long the load took.</param>
    public void Loaded(OllamaModel model, IReadOnlyList<string> others, TimeSpan took)
    {
        lock (_lock)
        {
            var rivals = Rivals(model, others);
            if (rivals.Count > 0 && _loaded.TryGetValue(model, out var before) && time.GetElapsedTime(before) - took <= Soon)
                _turns.Add(new(model, rivals, took, time.GetTimestamp()));
            _loaded[model] = time.GetTimestamp();
            _turns.RemoveAll(turn => time.GetElapsedTime(turn.At) > 6 * Soon);
            if (HappensNow(model.Endpoint) && _told.Add(model.Endpoint)) LogTurns(HintFor(model.Endpoint));
        }
    }

    /// <summary>The models in memory and those loaded since; when the list is empty, the server has restarted.</summary>
    private List<string> Rivals(OllamaModel model, IReadOnlyList<string> others) =>
        [.. others.Concat(_loaded.Where(known => known.Key.Endpoint == model.Endpoint && _loaded.TryGetValue(model, out var mine) && known.Value > mine)
            .Select(known => known.Key.Model)).Where(other => !OllamaModel.Same(other, model.Model))];

    private bool HappensNow(Uri endpoint) => _turns.Where(turn => turn.Model.Endpoint == endpoint)
        .GroupBy(turn => turn.Model).Any(turns => turns.Count() >= Often && time.GetElapsedTime(turns.Last().At) < Soon);

    private string HintFor(Uri endpoint)
    {
        var turns = _turns.Where(turn => turn.Model.Endpoint == endpoint).ToList();
        var names = turns.SelectMany(turn => turn.Rivals.Prepend(turn.Model.Model)).Distinct(StringComparer.OrdinalIgnoreCase);
        return string.Create(CultureInfo.InvariantCulture,
            $"At Ollama {endpoint.AbsoluteUri.TrimEnd('/')} models push each other out of memory: {string.Join(", ", names)} were loaded again {turns.Count} times, which cost {turns.Sum(turn => turn.Took.TotalSeconds):0} s. Use one model for all jobs (Models), or let more of them stay with OLLAMA_MAX_LOADED_MODELS.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Hint}")]
    private partial void LogTurns(string hint);

    private sealed record Turn(OllamaModel Model, IReadOnlyList<string> Rivals, TimeSpan Took, long At);
}
