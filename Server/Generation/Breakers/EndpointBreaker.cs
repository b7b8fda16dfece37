using Polly;
using Polly.CircuitBreaker;
using Polly.Registry;

namespace Interception.Server.Generation.Breakers;

/// <summary>The circuit breaker of one model server: after too many failures it lets no call through until a probe is answered.</summary>
/// <remarks>The probe is our own question; a call with a child's text is never used to try the server.</remarks>
internal sealed partial class EndpointBreaker : IDisposable
{
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ResiliencePipeline _pipeline;
    private readonly BreakerProbe _probe;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _server;
    private volatile bool _doubtful;

    /// <param name="server">The server's name, which is also the name of its pipeline.</param>
    /// <param name="probe">Asks the server a question without text; throws when it does not answer.</param>
    /// <param name="pipelines">Keeps the pipeline.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Logs when the breaker opens and closes.</param>
    public EndpointBreaker(string server, Func<CancellationToken, Task> probe, ResiliencePipelineRegistry<string> pipelines,
        TimeProvider time, ILogger logger)
    {
        _server = server;
        _probe = new(probe, time);
        _time = time;
        _logger = logger;
        _pipeline = pipelines.GetOrAddPipeline(server, Build);
    }

    /// <summary>The server behind this breaker.</summary>
    public string Server => _server;

    /// <summary>Raised when it opens or closes.</summary>
    public event Action? Changed;

    /// <summary>Raised when a call was answered, even with a refusal.</summary>
    public event Action? Answered;

    /// <summary>Raised when the server failed. True before a first piece; false when it was too slow or broke off.</summary>
    public event Action<bool>? Failed;

    /// <summary>Whether calls are let through.</summary>
    public bool IsClosed => _state.CircuitState == CircuitState.Closed;

    /// <summary>Whether the last call failed; another server is then the better choice.</summary>
    public bool IsDoubtful => _doubtful;

    /// <summary>Records that the server answered.</summary>
    public void MarkHealthy() => _doubtful = false;

    /// <summary>Records that an answer broke off.</summary>
    public void BreakOff()
    {
        _doubtful = true;
        Failed?.Invoke(false);
    }

    /// <summary>Asks the server without any text.</summary>
    /// <exception cref="GenerationException">It did not answer.</exception>
    public Task AskAsync(CancellationToken cancellationToken) => _probe.AskAsync(cancellationToken);

    /// <summary>Makes a call, or refuses it at once while the breaker is open.</summary>
    /// <exception cref="GenerationException">The call failed, or the breaker is open.</exception>
    public async ValueTask<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken)
    {
        var attempt = StageAttempt.Current;
        var wasWell = IsClosed && !IsDoubtful;
        try
        {
            if (!IsClosed) throw Refused();
            var result = await _pipeline.ExecuteAsync(token => MarkedAsync(call, attempt, token), cancellationToken);
            MarkHealthy();
            Answer(attempt);
            return result;
        }
        catch (BrokenCircuitException)
        {
            attempt?.Fail(wasWell: false);
            throw Refused();
        }
        catch (GenerationException failure) when (IsTheServers(failure))
        {
            Fail(failure, attempt, wasWell);
            throw;
        }
        catch (GenerationException failure) when (IsAnAnswer(failure))
        {
            Answer(attempt);
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
            BreakDurationGenerator = opening => new(BreakDuration.After(opening.HalfOpenAttempts)),
            ShouldHandle = new PredicateBuilder().Handle<GenerationException>(failure => IsTheServers(failure) && !failure.IsTheTexts),
            StateProvider = _state,
            OnOpened = opened => Opened(opened.BreakDuration),
            OnClosed = _ => Closed(),
        });
    }

    /// <summary>A text that failed before is likely to fail again, so it proves nothing new about the server.</summary>
    private static async ValueTask<T> MarkedAsync<T>(
        Func<CancellationToken, ValueTask<T>> call, StageAttempt? attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await call(cancellationToken);
        }
        catch (GenerationException failure) when (attempt is { Number: > 1 })
        {
            failure.IsTheTexts = true;
            throw;
        }
    }

    private void Answer(StageAttempt? attempt)
    {
        attempt?.Answer(this);
        Answered?.Invoke();
    }

    private void Fail(GenerationException failure, StageAttempt? attempt, bool wasWell)
    {
        _doubtful = true;
        // A timeout is not retried, but the server is probed.
        var isAway = failure.Failure == GenerationFailure.Unavailable;
        if (isAway) attempt?.Fail(wasWell);
        else attempt?.Forget();
        Failed?.Invoke(isAway);
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

    /// <summary>A server that refuses one model or one text is well.</summary>
    private static bool IsTheServers(GenerationException failure) =>
        failure.Failure is GenerationFailure.Unavailable or GenerationFailure.Timeout;

    private static bool IsAnAnswer(GenerationException failure) => failure.Failure is GenerationFailure.Refused
        or GenerationFailure.Declined or GenerationFailure.TooLong or GenerationFailure.ModelMissing;

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
