using Interception.Server.Contracts;
using Interception.Server.Redis.Nodes;
using Interception.Server.Runs;

namespace Interception.Server.Classroom.Board;

/// <summary>How long children at this node waited for a first word, and how fast text is written here. The figures cover ten minutes and name no child.</summary>
internal sealed class WaitFigures(TimeProvider time)
{
    private const long Bucket = 30_000;
    private const long Kept = 600_000;
    private const int Seconds = 5;

    private readonly Lock _lock = new();
    private readonly Queue<(long At, double Seconds)> _waits = new();
    private readonly Queue<(long Second, int Pieces)> _written = new();
    private long _second;
    private int _pieces;

    /// <summary>Counts a piece of a run.</summary>
    public void Wrote(Run run, Stage stage, bool isFirst)
    {
        var now = Now;
        lock (_lock)
        {
            Turn(now);
            _pieces++;
            // The interception is the first text that a model writes for the child; the wait is counted from the child's click.
            if (isFirst && stage == Stage.Interception) _waits.Enqueue((now, run.Summary(time.GetUtcNow()).AgeSeconds));
        }
    }

    /// <summary>The median wait of each half minute in which a child got a first word, the oldest first.</summary>
    public IReadOnlyList<NodeWaits> Read()
    {
        lock (_lock)
        {
            while (_waits.TryPeek(out var oldest) && oldest.At < Now - Kept) _waits.Dequeue();
            return [.. _waits.GroupBy(wait => wait.At / Bucket * Bucket)
                .Select(waits => new NodeWaits(waits.Key, Math.Round(Median(waits), 1), waits.Count()))];
        }
    }

    /// <summary>Pieces a second, over the last few seconds.</summary>
    public double PiecesPerSecond()
    {
        lock (_lock)
        {
            Turn(Now);
            return Math.Round(_written.Sum(second => (double)second.Pieces) / Seconds, 1);
        }
    }

    private long Now => time.UnixMs();

    private void Turn(long now)
    {
        var second = now / 1_000;
        if (second != _second)
        {
            _written.Enqueue((_second, _pieces));
            _second = second;
            _pieces = 0;
        }
        while (_written.TryPeek(out var oldest) && oldest.Second < second - Seconds) _written.Dequeue();
    }

    private static double Median(IEnumerable<(long At, double Seconds)> waits)
    {
        var sorted = waits.Select(wait => wait.Seconds).Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
