using Interception.Server.Generation.Ollama.Choice;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Streaming;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.Ollama.Endpoints;

/// <summary>Asks every Ollama server at start, and again every few seconds, whether it answers and which models it has.</summary>
/// <remarks>One whose breaker is open is not asked: its probe will show.</remarks>
internal sealed partial class EndpointMonitor : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(5);

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

    /// <summary>A round is over.</summary>
    public event Action<IReadOnlyList<EndpointState>>? Looked;

    /// <summary>Completed when every server has been asked once.</summary>
    public Task FirstRound => _firstRound.Task;

    /// <summary>What the last round found.</summary>
    public IReadOnlyList<EndpointState> Endpoints => _endpoints;

    /// <summary>Whether a server can be worked with.</summary>
    public bool IsUp(Uri endpoint) => _endpoints.Any(known => known.Endpoint == endpoint && IsUp(known));

    /// <summary>Whether a server is known not to have a model.</summary>
    public bool Lacks(Uri endpoint, string model) =>
        _endpoints.Any(known => known.Endpoint == endpoint && known.Answers && !known.Has(model));

    /// <summary>Whether a model, named as Ollama names it, can be used somewhere at this moment.</summary>
    public bool CanUse(string model) => _endpoints.Any(endpoint => IsUp(endpoint) && endpoint.Has(model));

    /// <summary>Does not wait for the next round's time.</summary>
    public void LookNow() => _news.TrySetResult();

    /// <summary>Whether the server answers and its breaker is closed.</summary>
    internal bool IsUp(EndpointState endpoint) => endpoint.Answers && _breakers[endpoint.Endpoint].IsClosed;

    /// <summary>Whether the server fails so often that it is given a rest.</summary>
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
            // No news: it is time all the same.
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

    /// <summary>What others do about it is theirs: it neither ends this loop, which would end the server, nor keeps the next from hearing.</summary>
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
            // An answer that nobody can read is none.
            LogDefect(e.GetType().Name, e.StackTrace);
            return new(endpoint, Answers: false, []);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "While looking for Ollama there was a defect: {Exception} {Stack}")]
    private partial void LogDefect(string exception, string? stack);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ollama at {Endpoint} {Answers}.")]
    private partial void LogChanged(Uri endpoint, string answers);
}
