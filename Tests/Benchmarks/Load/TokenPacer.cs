using System.Diagnostics;
using System.Net.Sockets;

namespace Interception.Benchmarks.Load;

/// <summary>Says every stream's tokens at their moments, in one thread for all, so that the load costs little of the machine.</summary>
internal sealed class TokenPacer : IDisposable
{
    private static readonly long Interval = Stopwatch.Frequency / TokenText.PerSecond;

    // All wait equally long, so who comes first is due first.
    private readonly Queue<StreamRecord> _due = new();
    private readonly Lock _lock = new();
    private volatile bool _isOver;

    public TokenPacer() => new Thread(Run) { IsBackground = true, Priority = ThreadPriority.Highest, Name = "pacer" }.Start();

    /// <summary>Goes on with a stream whose first token is said.</summary>
    public void Add(StreamRecord stream)
    {
        stream.Due = stream.Said[0] + Interval;
        lock (_lock) _due.Enqueue(stream);
    }

    public void Dispose() => _isOver = true;

    private void Run()
    {
        while (!_isOver)
        {
            while (Next() is { } stream) Say(stream);
            Thread.Sleep(1);
        }
    }

    private StreamRecord? Next()
    {
        lock (_lock)
            return _due.TryPeek(out var next) && next.Due <= Stopwatch.GetTimestamp() ? _due.Dequeue() : null;
    }

    private void Say(StreamRecord stream)
    {
        try
        {
            if (!stream.Say()) return;
        }
        catch (SocketException)
        {
            return;
        }
        stream.Due += Interval;
        lock (_lock) _due.Enqueue(stream);
    }
}
