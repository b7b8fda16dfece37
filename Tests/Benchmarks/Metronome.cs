using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Interception.Tests.Benchmarks;

/// <summary>Says tokens at moments that are set in advance, and remembers when it really said each.</summary>
internal sealed class Metronome(int streams)
{
    public const int TokensPerSecond = 30;

    /// <summary>All tokens are as long as this, so a place in the text tells which token is there.</summary>
    public const int TokenLength = 5;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1) / TokensPerSecond;

    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long[][] _said = [.. Enumerable.Range(0, streams).Select(_ => new long[Round.Tokens])];
    private long _begin;

    /// <summary>Lets all streams begin, spread evenly over one interval.</summary>
    public void Begin()
    {
        _begin = Stopwatch.GetTimestamp();
        _begun.SetResult();
    }

    /// <summary>One stream's tokens, each at its own time, so that a late one does not delay the next.</summary>
    public async IAsyncEnumerable<string> BeatAsync(int stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await _begun.Task.WaitAsync(cancellationToken);
        for (var n = 0; n < Round.Tokens; n++)
        {
            var early = Interval * (n + (double)stream / streams) - Stopwatch.GetElapsedTime(_begin);
            if (early > TimeSpan.Zero) await Task.Delay(early, cancellationToken);
            _said[stream][n] = Stopwatch.GetTimestamp();
            yield return $" {n:0000}";
        }
    }

    /// <summary>How long ago a token was said.</summary>
    public TimeSpan Since(int stream, int n) => Stopwatch.GetElapsedTime(_said[stream][n]);

    /// <summary>Waits until so much time has passed since the beginning.</summary>
    public Task ReachAsync(TimeSpan time) => Task.Delay(time - Stopwatch.GetElapsedTime(_begin));
}
