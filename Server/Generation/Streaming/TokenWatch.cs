using System.Runtime.CompilerServices;

namespace Interception.Server.Generation.Streaming;

/// <summary>The time limit between the tokens of one answer. Only waiting for the provider counts, and blanks are no token.</summary>
/// <remarks>One timer for each answer: a pipeline for each token would cost more than reading the token.</remarks>
internal sealed class TokenWatch(string name, TimeSpan limit, TimeProvider time, CancellationToken call) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(call);
    private readonly Lock _lock = new();
    private ITimer? _timer;
    private TimeSpan _spent;
    private long _since;
    private bool _isWaiting;
    private bool _isArmed;
    private bool _isLate;

    /// <summary>The next line, in time.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="afterToken">Whether a token has come since the last wait, so that the full time is available again.</param>
    /// <exception cref="GenerationException">The time ran out, or the answer is broken.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<AnswerLine?> NextAsync(AnswerLineReader<AnswerLine> lines, bool afterToken)
    {
        call.ThrowIfCancellationRequested();
        if (afterToken) _spent = TimeSpan.Zero;
        var next = lines.NextAsync(_stop.Token);
        if (next.IsCompleted) return await next;
        Begin();
        try
        {
            return await next;
        }
        catch (OperationCanceledException late) when (_isLate)
        {
            throw CallTimeout.RanOut(name, limit, late);
        }
        finally
        {
            End();
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _stop.Dispose();
    }

    private void Begin()
    {
        lock (_lock)
        {
            _since = time.GetTimestamp();
            _isWaiting = true;
            // A timer may fire too early; it then checks again.
            if (_isArmed) return;
            _isArmed = true;
            _timer ??= time.CreateTimer(static watch => ((TokenWatch)watch!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(limit - _spent, Timeout.InfiniteTimeSpan);
        }
    }

    private void End()
    {
        lock (_lock)
        {
            _isWaiting = false;
            _spent += time.GetElapsedTime(_since);
        }
    }

    private void Ring()
    {
        lock (_lock)
        {
            _isArmed = _isWaiting;
            if (!_isWaiting) return;
            var left = limit - _spent - time.GetElapsedTime(_since);
            _isLate = left <= TimeSpan.Zero;
            if (!_isLate) _timer!.Change(left, Timeout.InfiniteTimeSpan);
        }

        if (_isLate) Stop();
    }

    private void Stop()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The line came at this very moment.
        }
    }
}
