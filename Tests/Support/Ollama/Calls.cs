using System.Collections;

namespace Interception.Tests.Support.Ollama;

/// <summary>Requests of one kind in the order of their arrival. A test can wait for later ones.</summary>
public sealed class Calls : IReadOnlyList<OllamaRequest>
{
    private readonly Lock _lock = new();
    private readonly List<TaskCompletionSource<OllamaRequest>> _arrivals = [];
    private int _count;
    private int _taken;

    /// <summary>How many have arrived.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>One that has arrived, counted from 0.</summary>
    public OllamaRequest this[int index] =>
        index < Count ? Arrival(index).Task.Result : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Waits until the nth has arrived, counted from 1.</summary>
    public Task<OllamaRequest> WaitFor(int n) => Arrival(n - 1).Task;

    /// <summary>Waits for the first, then the second, and so on.</summary>
    public Task<OllamaRequest> NextAsync() => WaitFor(Interlocked.Increment(ref _taken));

    /// <inheritdoc/>
    public IEnumerator<OllamaRequest> GetEnumerator() =>
        Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(OllamaRequest request)
    {
        lock (_lock)
        {
            Arrival(_count).SetResult(request);
            _count++;
        }
    }

    private TaskCompletionSource<OllamaRequest> Arrival(int index)
    {
        lock (_lock)
        {
            while (_arrivals.Count <= index) _arrivals.Add(new(TaskCreationOptions.RunContinuationsAsynchronously));
            return _arrivals[index];
        }
    }
}
