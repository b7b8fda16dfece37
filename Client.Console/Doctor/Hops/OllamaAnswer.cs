using System.Text.Json;
using Interception.Client.Console.Doctor.Figures;
using Interception.Client.Console.Measuring;

namespace Interception.Client.Console.Doctor.Hops;

/// <summary>One answer of Ollama, read line by line: the times of words and thoughts, and its own figures at the end.</summary>
internal sealed class OllamaAnswer(double begunAt)
{
    private const double NanosecondsInOne = 1e6;

    private readonly List<double> _words = [];
    private double? _firstLine;
    private double? _firstThought;
    private double? _lastThought;
    private bool _thinksAloud;
    private JsonElement _figures;
    private double _last;

    public bool IsDone { get; private set; }

    public string? Error { get; private set; }

    public double? FirstLineAt => _firstLine;

    /// <summary>How long it has thought so far.</summary>
    public double ThoughtsMs => _firstThought is { } first ? (_words.Count > 0 ? _words[0] : _lastThought!.Value) - first : 0;

    public void Add(string line, double now)
    {
        _firstLine ??= now;
        _last = now;
        var said = JsonElement.Parse(line);
        if (said.TryGetProperty("error", out var error)) Error = error.ToString();
        if (said.TryGetProperty("message", out var message)) Add(Text(message, "content"), Text(message, "thinking"), now);
        if (!said.TryGetProperty("done", out var done) || done.ValueKind != JsonValueKind.True) return;
        IsDone = true;
        _figures = said;
    }

    /// <summary>The figures so far.</summary>
    public CallFigures Figures(string model) => new CallFigures(model)
    {
        Failure = Error,
        FirstLineMs = _firstLine - begunAt,
        ThoughtsMs = ThoughtsMs,
        Words = _words.Count,
        GapMedianMs = Quantile.Of(Gaps(), 0.5),
        GapLongestMs = Quantile.Of(Gaps(), 1),
        BeganAt = _words.Count > 0 ? _words[0] : null,
        EndedAt = _last,
        TotalMs = Ms("total_duration"),
        LoadMs = Ms("load_duration"),
        PromptMs = Ms("prompt_eval_duration"),
        PromptTokens = Count("prompt_eval_count"),
        WriteMs = Ms("eval_duration"),
        WrittenTokens = Count("eval_count"),
    };

    private void Add(string content, string thinking, double now)
    {
        // Some models write thoughts among the words, in marks.
        if (_words.Count == 0 && content.TrimStart().StartsWith("<think", StringComparison.OrdinalIgnoreCase)) _thinksAloud = true;
        if (thinking.Length > 0 || (_thinksAloud && content.Length > 0))
        {
            _firstThought ??= now;
            _lastThought = now;
        }
        if (_thinksAloud && content.Contains("</think", StringComparison.OrdinalIgnoreCase)) _thinksAloud = false;
        else if (content.Length > 0 && !_thinksAloud) _words.Add(now);
    }

    private double[] Gaps() => [.. _words.Zip(_words.Skip(1), (one, next) => next - one).Order()];

    private double? Ms(string name) => IsDone && _figures.TryGetProperty(name, out var value) ? value.GetDouble() / NanosecondsInOne : null;

    private int? Count(string name) => IsDone && _figures.TryGetProperty(name, out var value) ? value.GetInt32() : null;

    private static string Text(JsonElement from, string name) => from.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";
}
