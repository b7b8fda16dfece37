using System.Runtime.CompilerServices;
using Interception.Server.Contracts;

namespace Interception.Server.Journal;

/// <summary>One run's journal in memory. A reader is only a position: nothing but its waiting is stored here.</summary>
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
        var (frame, hasWaited) = (new PieceThrottle(time), false);
        using var reader = new ReaderWait(time, cancellationToken);
        using var leaving = new LeavingReader(this, reader, stage);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (MustWait(stage, offset, hasWaited, reader))
            {
                await reader.WaitAsync();
                cancellationToken.ThrowIfCancellationRequested();
                hasWaited = true;
            }

            while (MustWait(stage, frame.Rest(), reader))
            {
                await reader.WaitAsync();
                cancellationToken.ThrowIfCancellationRequested();
            }

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
        using var reader = new ReaderWait(time, cancellationToken);
        using var leaving = new LeavingReader(this, reader, stage: null);
        for (var seen = (int)Math.Clamp(after, 0, int.MaxValue); ; seen++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (MustWait(seen, reader))
            {
                await reader.WaitAsync();
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (Take(seen) is not { } happened)
            {
                yield break;
            }

            yield return happened;
        }
    }

    /// <summary>Wakes all readers, which then find that the run is gone.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _isForgotten = true;
            CloseTexts();
            _events.Grown.Wake();
        }
    }

    /// <summary>Whether a text reader must wait before <see cref="Take(Stage, int)"/>; if so, its waiting has begun.</summary>
    private bool MustWait(Stage stage, int offset, bool hasWaited, ReaderWait reader)
    {
        lock (_gate)
        {
            RefuseWhenForgotten();
            var text = TextOf(stage);
            if (_events.End is not null && !text.HasEnded)
            {
                throw hasWaited ? _events.Ending() : Endings.Exception(Codes.StageNotReached);
            }

            return !text.HasNewsFor(offset) && Begins(reader, text.Grown);
        }
    }

    /// <summary>Whether a text reader must wait for the end of its frame, or of the stage.</summary>
    private bool MustWait(Stage stage, TimeSpan rest, ReaderWait reader)
    {
        if (rest == TimeSpan.Zero) return false;
        lock (_gate)
        {
            var text = TextOf(stage);
            if (text.IsClosed) return false;
            Begins(reader, text.Closing);
        }

        reader.SetAlarm(rest);
        return true;
    }

    private bool MustWait(int seen, ReaderWait reader)
    {
        lock (_gate)
        {
            RefuseWhenForgotten();
            return !_events.HasNewsFor(seen) && Begins(reader, _events.Grown);
        }
    }

    private static bool Begins(ReaderWait reader, Signal signal)
    {
        signal.Add(reader);
        return true;
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

    /// <summary>Removes a reader that leaves from the waiting lists.</summary>
    private void Leave(ReaderWait reader, Stage? stage)
    {
        lock (_gate)
        {
            _events.Grown.Remove(reader);
            if (stage is not { } read || !_texts.TryGetValue(read, out var text)) return;
            text.Grown.Remove(reader);
            text.Closing.Remove(reader);
        }
    }

    /// <summary>A text can be waited for before its stage has begun. Needs the lock.</summary>
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

    /// <summary>A reader, until it leaves.</summary>
    private sealed class LeavingReader(MemoryRunJournal journal, ReaderWait reader, Stage? stage) : IDisposable
    {
        public void Dispose() => journal.Leave(reader, stage);
    }
}
