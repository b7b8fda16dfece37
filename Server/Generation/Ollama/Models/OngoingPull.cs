using System.Collections.Concurrent;

namespace Interception.Server.Generation.Ollama.Models;

/// <summary>The download of one model to one server.</summary>
internal sealed class OngoingPull
{
    private readonly ConcurrentDictionary<string, PullLine> _layers = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The progress.</summary>
    public PullProgress Progress => new(_layers.Values.Sum(layer => layer.Completed), _layers.Values.Sum(layer => layer.Total));

    /// <summary>Whether Ollama has reported success.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Completes when the server has the model, or cannot get it.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The reason for a failure, in Ollama's words; null for none.</summary>
    public string? Failure { get; private set; }

    /// <summary>Records a report of Ollama.</summary>
    public void Append(PullLine line)
    {
        if (line.Digest is { } layer) _layers[layer] = line;
        IsDone = line.IsEnding;
    }

    /// <summary>Ends the download.</summary>
    public void End(string? failure = null)
    {
        Failure = failure;
        _ended.TrySetResult();
    }
}
