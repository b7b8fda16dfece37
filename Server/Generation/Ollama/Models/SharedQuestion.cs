using System.Collections.Concurrent;
using System.Diagnostics;

namespace Interception.Server.Generation.Ollama.Models;

/// <summary>Shares one question among callers: those who ask at the same time get the same answer, and a yes stays valid for a moment.</summary>
/// <param name="ask">Asks; a caller that cancels does not cancel it.</param>
internal sealed class SharedQuestion<TKey>(Func<TKey, Task<bool>> ask)
    where TKey : notnull
{
    /// <summary>Real time, even when the product runs on another clock: it only saves calls of the same moment.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<TKey, Lazy<Task<bool>>> _asking = new();
    private readonly ConcurrentDictionary<TKey, long> _yes = new();

    /// <summary>The answer.</summary>
    public async ValueTask<bool> AskAsync(TKey key, CancellationToken cancellationToken) =>
        (_yes.TryGetValue(key, out var said) && Stopwatch.GetElapsedTime(said) < Moment)
        || await _asking.GetOrAdd(key, one => new(() => OnceAsync(one))).Value.WaitAsync(cancellationToken);

    private async Task<bool> OnceAsync(TKey key)
    {
        try
        {
            var isSo = await ask(key);
            if (isSo) _yes[key] = Stopwatch.GetTimestamp();
            return isSo;
        }
        finally
        {
            _asking.TryRemove(key, out _);
        }
    }
}
