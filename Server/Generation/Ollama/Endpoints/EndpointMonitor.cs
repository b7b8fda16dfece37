using Interception.Server.Generation.Ollama.Choice;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Streaming;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.Ollama.Endpoints;

/// <summary>Asks every Ollama server at start, and then every few seconds, whether it answers and which models it has.</summary>
/// <remarks>A server with an open breaker is not asked; its probe decides.</remarks>
internal sealed partial class EndpointMonitor : BackgroundService
{
    /// <summary>The time between two rounds, once a server has a model that can write.</summary>
    internal static readonly TimeSpan Seldom = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Often = TimeSpan.FromSeconds(2);

    private readonly OllamaWire _wire;
    private readonly EndpointBreakers _breakers;
    private readonly ModelSelector _selector;
    private readonly CallTimeouts _clocks;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _firstRound = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile IReadOnlyList<EndpointState> _endpoints;

    public EndpointMonitor(OllamaWire wire, EndpointBreakers breakers, ModelSelector selector, CallTimeouts clocks,
        IOptions<OllamaOptions> options, TimeProvider time, ILogger<EndpointMonitor> logger)
    {
        _wire = wire;
        _breakers = breakers;
        _selector = selector;
        _clocks = clocks;
        _time = time;
        _logger = logger;
        _endpoints = [.. options.Value.Endpoints.Select(endpoint => new EndpointState(endpoint, Answers: false, []))];
        foreach (var breaker in breakers.All) breaker.Changed += LookNow;
    }

    /// <summary>Raised after each round.</summary>
    public event Action<IReadOnlyList<EndpointState>>? Looked;

    /// <summary>Completes when every server was asked once.</summary>
    public Task FirstRound => _firstRound.Task;

    /// <summary>The result of the last round.</summary>
    public IReadOnlyList<EndpointState> Endpoints => _endpoints;

    /// <summary>Whether a server can be used.</summary>
    public bool IsUp(Uri endpoint) => _endpoints.Any(known => known.Endpoint == endpoint && IsUp(known));

    /// <summary>Whether a server surely lacks a model.</summary>
    public bool Lacks(Uri endpoint, string model) =>
        _endpoints.Any(known => known.Endpoint == endpoint && known.Answers && !known.Has(model));

    /// <summary>Whether a model (by its Ollama name) can be used at some server at present.</summary>
    public bool CanUse(string model) => _endpoints.Any(endpoint => IsUp(endpoint) && endpoint.Has(model));

    /// <summary>Starts the next round at once.</summary>
    public void LookNow() => _news.TrySetResult();

    /// <summary>Whether the server answers and its breaker is closed.</summary>
    internal bool IsUp(EndpointState endpoint) => endpoint.Answers && _breakers[endpoint.Endpoint].IsClosed;

    /// <summary>Whether the server's breaker is open.</summary>
    internal bool Rests(EndpointState endpoint) => !_breakers[endpoint.Endpoint].IsClosed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await AskAllAsync(stoppingToken);
            _firstRound.TrySetResult();
            await WaitAsync(_selector.HasEverFound ? Seldom : Often, stoppingToken);
        }
    }

    private async Task WaitAsync(TimeSpan pause, CancellationToken stoppingToken)
    {
        try
        {
            await _news.Task.WaitAsync(pause, _time, stoppingToken);
        }
        catch (TimeoutException)
        {
            // No signal came, but it is time for the next round.
        }
    }

    private async Task AskAllAsync(CancellationToken stoppingToken)
    {
        _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = _endpoints;
        var now = await Task.WhenAll(before.Select(endpoint => AskAsync(endpoint.Endpoint, stoppingToken)));
        _endpoints = now;
        foreach (var (was, changed) in before.Zip(now).Where(pair => pair.First.Answers != pair.Second.Answers))
        {
            LogChanged(changed.Endpoint, changed.Answers ? "answers" : "does not answer any more");
        }

        await LookAsync(now, stoppingToken);
        Tell(now);
    }

    private async Task LookAsync(IReadOnlyList<EndpointState> now, CancellationToken stoppingToken)
    {
        try
        {
            await _selector.LookAsync(now, stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogDefect(e.GetType().Name, e.StackTrace);
        }
    }

    /// <summary>A subscriber's error must not end this loop, which would end the server, nor keep the next subscriber from its call.</summary>
    private void Tell(IReadOnlyList<EndpointState> now)
    {
        foreach (var told in Looked?.GetInvocationList().Cast<Action<IReadOnlyList<EndpointState>>>() ?? [])
        {
            try
            {
                told(now);
            }
            catch (Exception e)
            {
                LogDefect(e.GetType().Name, e.StackTrace);
            }
        }
    }

    private async Task<EndpointState> AskAsync(Uri endpoint, CancellationToken stoppingToken)
    {
        var breaker = _breakers[endpoint];
        if (!breaker.IsClosed) return new(endpoint, Answers: false, []);
        try
        {
            var version = await _wire.AskAsync(endpoint, _clocks.Connect, ollama => ollama.GetVersionAsync(stoppingToken), stoppingToken);
            var models = await _wire.ListAsync(endpoint, "api/tags", _clocks.Connect, stoppingToken);
            breaker.MarkHealthy();
            return new(endpoint, Answers: true, models) { Version = version };
        }
        catch (GenerationException)
        {
            return new(endpoint, Answers: false, []);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // An answer that cannot be read counts as no answer.
            LogDefect(e.GetType().Name, e.StackTrace);
            return new(endpoint, Answers: false, []);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "While looking for Ollama there was a defect: {Exception} {Stack}")]
    private partial void LogDefect(string exception, string? stack);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ollama at {Endpoint} {Answers}.")]
    private partial void LogChanged(Uri endpoint, string answers);
}
