using System.Runtime.CompilerServices;
using Interception.Server.Contracts;

namespace Interception.Server.Journal;

/// <summary>One run's journal. A reader is a number: nothing is kept for it here.</summary>
internal sealed partial class MemoryRunJournal(TimeProvider time) : IRunReader
{
    private readonly Lock _gate = new();
    private readonly EventLog _events = new(time);
    private readonly Dictionary<Stage, StageText> _texts = [];
    private int _chars;
    private bool _isForgotten;

    public async IAsyncEnumerable<string> ReadText(
        Stage stage, int offset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var frame = new PieceThrottle(time);
        var closed = ClosedOf(stage);
        var hasWaited = false;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (Awaited(stage, offset, hasWaited) is { } more)
            {
                await more.WaitAsync(cancellationToken);
                hasWaited = true;
            }

            await frame.WaitAsync(closed, cancellationToken);
            if (Take(stage, offset) is not { } piece)
            {
                yield break;
            }

            offset += piece.Length;
            frame.Begin();
            yield return piece;
        }
    }

    public async IAsyncEnumerable<RunEvent> ReadEvents(
        long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var seen = (int)Math.Clamp(after, 0, int.MaxValue); ; seen++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (Awaited(seen) is { } more)
            {
                await more.WaitAsync(cancellationToken);
            }

            if (Take(seen) is not { } happened)
            {
                yield break;
            }

            yield return happened;
        }
    }

    /// <summary>Lets everybody who waits find that the run is gone.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _isForgotten = true;
            CloseTexts();
            _events.Grown.Wake();
        }
    }

    /// <summary>What a text reader has to wait for before <see cref="Take(Stage, int)"/>; null for nothing.</summary>
    private Task? Awaited(Stage stage, int offset, bool hasWaited)
    {
        lock (_gate)
        {
            RefuseWhenForgotten();
            var text = TextOf(stage);
            if (_events.End is not null && !text.HasEnded)
            {
                throw hasWaited ? _events.Ending() : Endings.Exception(Codes.StageNotReached);
            }

            return text.HasNewsFor(offset) ? null : text.Grown.Next();
        }
    }

    private Task? Awaited(int seen)
    {
        lock (_gate)
        {
            RefuseWhenForgotten();
            return _events.HasNewsFor(seen) ? null : _events.Grown.Next();
        }
    }

    private string? Take(Stage stage, int offset)
    {
        lock (_gate)
        {
            RefuseWhenForgotten();
            return TextOf(stage).Take(offset);
        }
    }

    private RunEvent? Take(int seen)
    {
        lock (_gate)
        {
            RefuseWhenForgotten();
            return _events.After(seen);
        }
    }

    private Task ClosedOf(Stage stage)
    {
        lock (_gate)
        {
            return TextOf(stage).Closed;
        }
    }

    /// <summary>A text may be waited for before its stage has begun. Called under the lock.</summary>
    private StageText TextOf(Stage stage)
    {
        if (!_texts.TryGetValue(stage, out var text))
        {
            _texts[stage] = text = new StageText();
            if (_isForgotten || _events.End is not null)
            {
                text.Close();
            }
        }

        return text;
    }

    private void CloseTexts()
    {
        foreach (var text in _texts.Values)
        {
            text.Close();
        }
    }

    private void RefuseWhenForgotten()
    {
        if (_isForgotten)
        {
            throw Endings.Exception(Codes.RunNotFound);
        }
    }

    private static void Require(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
