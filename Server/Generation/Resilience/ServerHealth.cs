using Interception.Server.Generation.Breakers;

namespace Interception.Server.Generation.Resilience;

/// <summary>Whether one model server is well. While it is away it is asked for its version, and no run is sent to it.</summary>
internal sealed class ServerHealth : IDisposable
{
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly EndpointBreaker _breaker;
    private readonly ServerRests _rests;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end = new();
    private ServerState _state;
    private bool _hasForerunner;
    private int _failures;
    private int _round;

    public ServerHealth(EndpointBreaker breaker, ServerRests rests, TimeProvider time)
    {
        _breaker = breaker;
        _rests = rests;
        _time = time;
        breaker.Answered += Answered;
        breaker.Failed += Failed;
    }

    /// <summary>Raised when its state changes, or when another run may go first.</summary>
    public event Action? Changed;

    /// <summary>Its present state.</summary>
    public ServerState State
    {
        get
        {
            lock (_lock) return _state;
        }
    }

    /// <summary>Whether a run may begin there now.</summary>
    public bool MayBegin
    {
        get
        {
            lock (_lock) return _state == ServerState.Well || (_state == ServerState.Returning && !_hasForerunner);
        }
    }

    /// <summary>Records that a run begins there.</summary>
    /// <returns>Dispose it when the run gives its slot back; null unless this run goes first.</returns>
    public IDisposable? Begin()
    {
        lock (_lock)
        {
            if (_state != ServerState.Returning) return null;
            _hasForerunner = true;
        }
        return new ForerunnerRun(this);
    }

    /// <summary>Records that the server did not answer for its version.</summary>
    public void DoesNotAnswer() => GoAway(TimeSpan.Zero);

    public void Dispose()
    {
        _breaker.Answered -= Answered;
        _breaker.Failed -= Failed;
        _end.Cancel();
    }

    private void Answered() => Become(ServerState.Well);

    private void Failed(bool isCountable)
    {
        lock (_lock)
        {
            // Calls that fail together fail for one reason.
            if (isCountable && _state != ServerState.Away) _failures++;
        }
        GoAway(isCountable ? _rests.After(_failures) : TimeSpan.Zero);
    }

    private void GoAway(TimeSpan rest)
    {
        int round;
        lock (_lock)
        {
            if (_state == ServerState.Away) return;
            _state = ServerState.Away;
            _hasForerunner = false;
            round = ++_round;
        }
        Changed?.Invoke();
        _ = ReturnAsync(rest, round);
    }

    /// <summary>Asks until it answers, or until a running call shows that it is well.</summary>
    private async Task ReturnAsync(TimeSpan rest, int round)
    {
        try
        {
            await Task.Delay(rest, _time, _end.Token);
            while (IsStillAway(round) && !(_breaker.IsClosed && await AnswersAsync()))
                await Task.Delay(BetweenQuestions, _time, _end.Token);
            if (!IsStillAway(round)) return;
            _breaker.MarkHealthy();
            Become(ServerState.Returning);
        }
        catch (OperationCanceledException)
        {
            // The server is shutting down.
        }
    }

    private bool IsStillAway(int round)
    {
        lock (_lock) return _state == ServerState.Away && _round == round;
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await _breaker.AskAsync(_end.Token);
            return true;
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !_end.IsCancellationRequested)
        {
            // Any failure of so small a question means that there was no answer.
            return false;
        }
    }

    private void Become(ServerState state)
    {
        lock (_lock)
        {
            if (state == ServerState.Well) _failures = 0;
            if (_state == state || (state == ServerState.Returning && _state == ServerState.Well)) return;
            _state = state;
            _hasForerunner = false;
        }
        Changed?.Invoke();
    }

    private void GoneBack()
    {
        lock (_lock)
        {
            if (_state != ServerState.Returning) return;
            _hasForerunner = false;
        }
        Changed?.Invoke();
    }

    private sealed class ForerunnerRun(ServerHealth health) : IDisposable
    {
        private ServerHealth? _health = health;

        public void Dispose() => Interlocked.Exchange(ref _health, null)?.GoneBack();
    }
}
