namespace Interception.Server.Generation.Ollama.Models;

/// <summary>How far a model has been fetched.</summary>
/// <param name="Completed">Bytes that are there.</param>
/// <param name="Total">Bytes in all, as far as is known; it may grow.</param>
internal sealed record PullProgress(long Completed, long Total)
{
    /// <summary>The same in hundredths, rounded down.</summary>
    public long Percent() => Total > 0 ? Math.Min(100, Completed * 100 / Total) : 0;
}
