using System.Collections.Concurrent;

namespace Interception.Server.Generation.Ollama.Models;

/// <summary>One model on its way to one server.</summary>
internal sealed class OngoingPull
{
    private readonly ConcurrentDictionary<string, PullLine> _layers = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How far it is.</summary>
    public PullProgress Progress => new(_layers.Values.Sum(layer => layer.Completed), _layers.Values.Sum(layer => layer.Total));

    /// <summary>Whether Ollama has said that it is done.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Over when the server has been seen to have the model, or cannot get it.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Why it cannot be had, in Ollama's words; null while nothing went wrong.</summary>
    public string? Failure { get; private set; }

    /// <summary>Takes down what Ollama says.</summary>
    public void Append(PullLine line)
    {
        if (line.Digest is { } layer) _layers[layer] = line;
        IsDone = line.IsEnding;
    }

    /// <summary>It is over.</summary>
    public void End(string? failure = null)
    {
        Failure = failure;
        _ended.TrySetResult();
    }
}
