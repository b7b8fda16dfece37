namespace Interception.Server.Generation.Ollama.Models;

/// <summary>The progress of a model's download.</summary>
/// <param name="Completed">Bytes that have arrived.</param>
/// <param name="Total">Bytes in all, as far as known; the number may grow.</param>
internal sealed record PullProgress(long Completed, long Total)
{
    /// <summary>The progress in percent, rounded down.</summary>
    public long Percent() => Total > 0 ? Math.Min(100, Completed * 100 / Total) : 0;
}
