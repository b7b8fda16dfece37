using System.Text.RegularExpressions;
using Interception.Server.Generation.Servers;
using Interception.Server.Pipeline;

namespace Interception.Server.Hosting;

/// <summary>Logs what <c>/health/ready</c> reports: each missing thing when it appears and when it is solved, and the voice once nothing is missing.</summary>
internal sealed partial class ReadinessLog(
    ReadinessReport readiness, RunModelSelector selector, ModelInventory inventory, TimeProvider time, ILogger<ReadinessLog> logger) : BackgroundService
{
    /// <summary>The time between two looks.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, string> _told = [];
    private HashSet<string> _before = [];
    private string? _ready;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await inventory.FirstRound.WaitAsync(stoppingToken);
        // A shutdown is no news for the operator; the server logs it elsewhere.
        while (!readiness.IsClosing)
        {
            Look(readiness.Missing());
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private void Look(IReadOnlyList<string> missing)
    {
        var now = missing.DistinctBy(WithoutFigures).ToDictionary(WithoutFigures);
        foreach (var (key, sentence) in now.Where(said => !_told.ContainsKey(said.Key) && IsToBeTold(said)))
        {
            _told[key] = sentence;
            LogMissing(sentence);
        }

        foreach (var (key, sentence) in _told.Where(said => !now.ContainsKey(said.Key)).ToList())
        {
            _told.Remove(key);
            LogGone(sentence);
        }

        _before = [.. now.Keys];
        SayReady(missing.Count == 0 || readiness.IsPractice ? selector.InWords() : null);
    }

    /// <summary>What takes a moment at every start is logged only when it lasts longer.</summary>
    private bool IsToBeTold(KeyValuePair<string, string> said) =>
        !said.Value.EndsWith("one moment.", StringComparison.Ordinal) || _before.Contains(said.Key);

    private void SayReady(string? whoWorks)
    {
        if (whoWorks is not null && whoWorks != _ready) LogReady(whoWorks);
        _ready = whoWorks;
    }

    /// <summary>A model that is being downloaded is logged once, and not at each percent.</summary>
    private static string WithoutFigures(string sentence) => Percent().Replace(sentence, "");

    [GeneratedRegex(@"\d+ %")]
    private static partial Regex Percent();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Missing: {What}")]
    private partial void LogMissing(string what);

    [LoggerMessage(Level = LogLevel.Information, Message = "No longer missing: {What}")]
    private partial void LogGone(string what);

    [LoggerMessage(Level = LogLevel.Information, Message = "The server is ready: {WhoWorks}.")]
    private partial void LogReady(string whoWorks);
}
