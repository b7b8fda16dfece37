using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Interception.Server.Scheduling;

namespace Interception.Server.Generation.Streaming;

/// <summary>The lines of one answer. Once the provider has said that it is over, nothing later can make it fail or wait.</summary>
/// <remarks>
/// Some servers send figures, or even text, after the reason. What arrives within a moment still counts, and text
/// cancels the reason: then the answer's own end decides. Silence, a reset, garbage and errors are ignored.
/// </remarks>
internal sealed class AnswerLines(StreamedAnswer answer, TokenWatch watch, AnswerBeat beat, CancellationToken call) : IDisposable
{
    /// <summary>Real time, even when the product runs on another clock: it bounds the delay of the network, not of a model.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

    private CancellationTokenSource? _moment;
    private bool _hasBegun;
    private bool _isCut;

    /// <summary>The last line; valid until the next.</summary>
    public AnswerLine Current { get; private set; } = new();

    /// <summary>What the lines say about the end.</summary>
    public AnswerEnd End { get; } = new();

    /// <summary>What broke the answer before its end; null for nothing.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    /// <summary>Moves to the next line; false at any end.</summary>
    /// <param name="pieces">The pieces made of the lines so far.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> MoveNextAsync(AnswerParser pieces)
    {
        if (End.IsOver || pieces.IsEndless || _isCut) return false;
        if (_hasBegun && !End.IsSaid) await beat.WaitAsync();
        var line = await NextAsync(pieces);
        Current = line ?? Current;
        return line is not null;
    }

    /// <summary>Moves to a line that arrived with the same beat; false for none.</summary>
    /// <param name="pieces">The pieces made of the lines so far.</param>
    public bool TryMoveNext(AnswerParser pieces)
    {
        if (!beat.IsOn || End.IsOver || pieces.IsEndless) return false;
        try
        {
            var line = answer.Lines.TryNext();
            Current = line ?? Current;
            return line is not null;
        }
        catch (GenerationException failure)
        {
            Cut(failure);
            return false;
        }
    }

    public void Dispose()
    {
        watch.Dispose();
        beat.Dispose();
        _moment?.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<AnswerLine?> NextAsync(AnswerParser pieces)
    {
        try
        {
            return End.IsSaid ? await answer.Lines.NextAsync(MomentLeft())
                : _hasBegun ? await watch.NextAsync(answer.Lines, pieces.IsVisible)
                : First();
        }
        catch (OperationCanceledException) when (End.IsSaid && !call.IsCancellationRequested)
        {
            return null;
        }
        catch (GenerationException failure)
        {
            Cut(failure);
            return null;
        }
    }

    private void Cut(GenerationException failure)
    {
        _isCut = true;
        if (!End.IsSaid || failure.Failure == GenerationFailure.Declined) Failure = ExceptionDispatchInfo.Capture(failure);
    }

    private AnswerLine? First()
    {
        _hasBegun = true;
        return answer.First;
    }

    private CancellationToken MomentLeft()
    {
        if (_moment is null)
        {
            _moment = CancellationTokenSource.CreateLinkedTokenSource(call);
            _moment.CancelAfter(Moment);
        }

        return _moment.Token;
    }
}
