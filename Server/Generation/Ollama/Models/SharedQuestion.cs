using System.Collections.Concurrent;
using System.Diagnostics;

namespace Interception.Server.Generation.Ollama.Models;

/// <summary>A question that many have at once: who asks while somebody asks shares the answer, and a yes counts for a moment.</summary>
/// <param name="ask">Asks; not cancelled by any one of those who share.</param>
internal sealed class SharedQuestion<TKey>(Func<TKey, Task<bool>> ask)
    where TKey : notnull
{
    /// <summary>Real time, whatever clock the product runs on: it spares calls of the same moment, and nothing depends on its length.</summary>
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
