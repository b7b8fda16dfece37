using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Chaos;

/// <summary>A model that tells every run, in every stage and every time it is asked, something else, and remembers what.</summary>
/// <param name="seed">Where its words are drawn from.</param>
internal sealed partial class Storyteller(int seed)
{
    private static readonly string[] Words =
    [
        "lantern", "harbour", "Möwe", "glitter", "cloud", "🦔", "👩‍🚀", "river", "paper", "sails", "story", "window",
        "green", "wooden", "boat", "Straße", "honey", "snail", "whispers", "日本", "<b>", "e\u0301",
    ];

    /// <summary>Ten letters for ten digits: among numbers there are some that a filter must not let through.</summary>
    private const string Digits = "bcdfgjlmnp";

    private readonly ConcurrentDictionary<(int Run, Stage Stage), ConcurrentQueue<string>> _told = new();
    private readonly ConcurrentDictionary<int, OllamaRequest> _last = new();

    /// <summary>How many words a text has.</summary>
    public int Length { get; init; } = 60;

    /// <summary>Before word n of a run's text.</summary>
    public Func<int, int, Task> Before { get; init; } = (_, _) => Task.Delay(4);

    /// <summary>An idea that says whose it is.</summary>
    public static string Idea(int run) => $"{Kite(run)} looks for its way home.";

    /// <summary>Whose call it is; null when it is nobody's.</summary>
    public static int? RunOf(string asked) =>
        Mark().Match(asked) is { Success: true } mark
            ? mark.Groups[1].Value.Aggregate(0, (number, letter) => (number * 10) + Digits.IndexOf(letter, StringComparison.Ordinal))
            : null;

    /// <inheritdoc cref="RunOf(string)"/>
    public static int? RunOf(ReadOnlyMemory<byte> sent) => RunOf(Encoding.UTF8.GetString(sent.Span));

    /// <summary>All that was told in a stage, one text for each time the model was asked.</summary>
    public IReadOnlyList<string> Told(int run, Stage stage) => [.. _told.GetValueOrDefault((run, stage), [])];

    /// <summary>The last text call of a run.</summary>
    public OllamaRequest LastCall(int run) => _last[run];

    /// <summary>Answers text calls.</summary>
    public Script? Answer(OllamaRequest asked)
    {
        if (RunOf(asked.Prompt) is not { } run) return null;
        _last[run] = asked;
        var stage = asked.Part("idea") is null ? Stage.Output : Stage.Interception;
        var told = _told.GetOrAdd((run, stage), _ => []);
        var words = WordsOf(run, stage, told.Count);
        told.Enqueue(string.Concat(words));
        return Script.Tokens(words).InLockStep(n => Before(run, n));
    }

    /// <summary>What is told to a run in a stage, word by word.</summary>
    /// <param name="run">To whom.</param>
    /// <param name="stage">In which stage.</param>
    /// <param name="time">The first time is 0.</param>
    public IReadOnlyList<string> WordsOf(int run, Stage stage, int time)
    {
        var random = new Random(unchecked((((seed * 31) + run) * 31) + (ContractStages.Number(stage) * 31) + time));
        return [$"{time}. {stage}:", $" {Kite(run)}", .. Enumerable.Range(0, Length).Select(_ => $" {Words[random.Next(Words.Length)]}")];
    }

    private static string Kite(int run) =>
        $"The kite {string.Concat(run.ToString(CultureInfo.InvariantCulture).Select(digit => Digits[digit - '0']))}";

    [GeneratedRegex($@"The kite ([{Digits}]+)\b")]
    private static partial Regex Mark();
}
