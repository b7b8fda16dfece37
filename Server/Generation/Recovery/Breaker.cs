using Polly;
using Polly.CircuitBreaker;
using Polly.Registry;

namespace Interception.Server.Generation.Recovery;

/// <summary>Stands before one model server: when too much fails there, nobody is let through until a probe was answered.</summary>
/// <remarks>The probe is a question of our own; a call with somebody's text is never the one that tries.</remarks>
internal sealed partial class Breaker : IDisposable
{
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ResiliencePipeline _pipeline;
    private readonly Probe _probe;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _server;
    private volatile bool _doubtful;

    /// <param name="server">The server's name; also that of the pipeline.</param>
    /// <param name="probe">Asks the server something harmless; throws when it does not answer.</param>
    /// <param name="pipelines">Where the pipeline is kept.</param>
    /// <param name="time">Where time comes from.</param>
    /// <param name="logger">Told when it opens and closes.</param>
    public Breaker(string server, Func<CancellationToken, Task> probe, ResiliencePipelineRegistry<string> pipelines,
        TimeProvider time, ILogger logger)
    {
        (_server, _probe, _time, _logger) = (server, new(probe, time), time, logger);
        _pipeline = pipelines.GetOrAddPipeline(server, Build);
    }

    /// <summary>The server that it stands before.</summary>
    public string Server => _server;

    /// <summary>It opened or closed.</summary>
    public event Action? Changed;

    /// <summary>Whether calls are let through.</summary>
    public bool IsClosed => _state.CircuitState == CircuitState.Closed;

    /// <summary>Whether the last call failed; another server, where there is one, is the better choice.</summary>
    public bool IsDoubtful => _doubtful;

    /// <summary>Somebody has had an answer from the server.</summary>
    public void Trust() => _doubtful = false;

    /// <summary>Makes a call, or refuses to at once.</summary>
    /// <exception cref="GenerationException">The call failed, or the breaker is open.</exception>
    public async ValueTask<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken)
    {
        if (!IsClosed) throw Refused();
        try
        {
            var result = await _pipeline.ExecuteAsync(call, cancellationToken);
            Trust();
            return result;
        }
        catch (BrokenCircuitException)
        {
            throw Refused();
        }
        catch (GenerationException failure) when (IsTheServers(failure))
        {
            _doubtful = true;
            throw;
        }
    }

    public void Dispose() => _probe.Dispose();

    private void Build(ResiliencePipelineBuilder builder)
    {
        builder.TimeProvider = _time;
        builder.AddCircuitBreaker(new()
        {
            FailureRatio = 0.5,
            MinimumThroughput = 8,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDurationGenerator = opening => new(Rest.After(opening.HalfOpenAttempts)),
            ShouldHandle = new PredicateBuilder().Handle<GenerationException>(IsTheServers),
            StateProvider = _state,
            OnOpened = opened => Opened(opened.BreakDuration),
            OnClosed = _ => Closed(),
        });
    }

    private ValueTask Opened(TimeSpan rest)
    {
        LogOpened(_server, rest);
        _ = _probe.AskAfterAsync(rest, _pipeline);
        Changed?.Invoke();
        return default;
    }

    private ValueTask Closed()
    {
        LogClosed(_server);
        Changed?.Invoke();
        return default;
    }

    /// <summary>A server that says no to one model or one text is well.</summary>
    private static bool IsTheServers(GenerationException failure) =>
        failure.Failure is GenerationFailure.Unavailable or GenerationFailure.Timeout;

    private GenerationException Refused() => new(GenerationFailure.Unavailable, $"{_server} fails too often and is given a rest.")
    {
        // No call was made.
        IsTold = true,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Server} fails too often: it is asked again in {Rest}.")]
    private partial void LogOpened(string server, TimeSpan rest);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Server} answers again.")]
    private partial void LogClosed(string server);
}
