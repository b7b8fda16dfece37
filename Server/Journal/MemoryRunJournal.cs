using System.Runtime.CompilerServices;
using Interception.Server.Contracts;

namespace Interception.Server.Journal;

/// <summary>One run's journal. A reader is a number: nothing is kept for it here.</summary>
internal sealed partial class MemoryRunJournal(TimeProvider time) : IRunReader
{
    private readonly Lock _gate = new();
    private readonly EventLog _events = new(time);
    private readonly Dictionary<Stage, StageText> _texts =
        Enum.GetValues<Stage>().ToDictionary(stage => stage, _ => new StageText());
    private int _chars;
    private bool _isForgotten;

    public async IAsyncEnumerable<string> ReadText(
        Stage stage, int offset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (frame, hasWaited) = (new PieceThrottle(time), false);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (Awaited(stage, offset, hasWaited) is { } more)
            {
                await more.WaitAsync(cancellationToken);
                hasWaited = true;
            }

            await frame.WaitAsync(_texts[stage].Closed, cancellationToken);
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
            var text = _texts[stage];
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
            return _texts[stage].Take(offset);
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
