using Microsoft.Extensions.Options;
using OllamaSharp;

namespace Interception.Server.Generation.Ollama;

/// <summary>Asks every Ollama server at start, and again every few seconds, whether it answers and which models it has.</summary>
internal sealed partial class EndpointWatch(
    OllamaWire wire, Clocks clocks, IOptions<OllamaOptions> options, TimeProvider time, ILogger<EndpointWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _firstRound = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile IReadOnlyList<EndpointState> _endpoints =
        [.. options.Value.Endpoints.Select(endpoint => new EndpointState(endpoint, Answers: false, []))];

    private volatile bool _hasEverAnswered;

    /// <summary>Completed when every server has been asked once.</summary>
    public Task FirstRound => _firstRound.Task;

    /// <summary>Whether any server has answered since start.</summary>
    public bool HasEverAnswered => _hasEverAnswered;

    /// <summary>What the last round found.</summary>
    public IReadOnlyList<EndpointState> Endpoints => _endpoints;

    /// <summary>What a person has to do before these models can be used, in words for that person.</summary>
    /// <param name="models">Names as Ollama knows them, or with a provider in front; other providers are not asked for theirs.</param>
    public IReadOnlyList<string> Missing(IEnumerable<string> models)
    {
        var local = models.Select(ModelName.Parse).Where(model => model.Provider == ModelName.Local).Distinct().ToList();
        var answering = _endpoints.Where(endpoint => endpoint.Answers).ToList();
        return local.Count > 0 && answering.Count == 0
            ? [.. _endpoints.Select(endpoint => $"Ollama at {Shown(endpoint)} does not answer: start it with `ollama serve`.")]
            : [.. local.SelectMany(model => MissingAt(answering, model.Model))];
    }

    /// <summary>Whether every server that answers has the model; a model of another provider counts as present.</summary>
    public bool IsPresent(string model) => Missing([model]).Count == 0;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await AskAllAsync(stoppingToken);
            _firstRound.TrySetResult();
            await Task.Delay(_hasEverAnswered ? Seldom : Often, time, stoppingToken);
        }
    }

    private async Task AskAllAsync(CancellationToken stoppingToken)
    {
        var before = _endpoints;
        var now = await Task.WhenAll(before.Select(endpoint => AskAsync(endpoint.Endpoint, stoppingToken)));
        _endpoints = now;
        _hasEverAnswered = _hasEverAnswered || now.Any(endpoint => endpoint.Answers);
        foreach (var (was, changed) in before.Zip(now).Where(pair => pair.First.Answers != pair.Second.Answers))
        {
            LogChanged(changed.Endpoint, changed.Answers ? "answers" : "does not answer any more");
        }
    }

    private async Task<EndpointState> AskAsync(Uri endpoint, CancellationToken stoppingToken)
    {
        try
        {
            await wire.AskAsync(endpoint, clocks.Connect, ollama => ollama.GetVersionAsync(stoppingToken), stoppingToken);
            return new(endpoint, Answers: true, await wire.AskAsync(
                endpoint, clocks.Connect, ollama => NamesAsync(ollama, stoppingToken), stoppingToken));
        }
        catch (GenerationException)
        {
            return new(endpoint, Answers: false, []);
        }
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(OllamaApiClient ollama, CancellationToken stoppingToken) =>
        [.. (await ollama.ListLocalModelsAsync(stoppingToken)).Select(model => model.Name)];

    private IEnumerable<string> MissingAt(IEnumerable<EndpointState> answering, string model) =>
        answering.Where(endpoint => !endpoint.Models.Any(has => ModelAt.Same(has, model)))
            .Select(endpoint => $"The model {model} is not {Where(endpoint)}: fetch it with `ollama pull {model}`.");

    private string Where(EndpointState endpoint) => _endpoints.Count == 1 ? "there" : $"at {Shown(endpoint)}";

    private static string Shown(EndpointState endpoint) => endpoint.Endpoint.AbsoluteUri.TrimEnd('/');

    [LoggerMessage(Level = LogLevel.Information, Message = "Ollama at {Endpoint} {Answers}.")]
    private partial void LogChanged(Uri endpoint, string answers);
}
