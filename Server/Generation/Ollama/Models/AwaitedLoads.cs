using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Slots;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.Ollama.Models;

/// <summary>The loads that runs wait for without a place. Who needs the same model there stays in the line behind them.</summary>
internal sealed class AwaitedLoads(IOptions<TimeoutOptions> timeouts, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<OllamaModel, AwaitedLoad> _awaited = [];
    private volatile bool _isEmpty = true;

    /// <summary>Somebody may be served who was held back.</summary>
    public event Action? Changed;

    /// <summary>A run waits for a load.</summary>
    public void Enter(OllamaModel model)
    {
        lock (_lock)
        {
            _awaited[model] = _awaited.TryGetValue(model, out var load) ? load with { Waiting = load.Waiting + 1 } : new(1, time.GetTimestamp());
            _isEmpty = false;
        }
    }

    /// <summary>It waits no more, and stands in the line again unless it has left.</summary>
    public void Leave(OllamaModel model)
    {
        lock (_lock)
        {
            var load = _awaited[model];
            if (load.Waiting > 1)
            {
                _awaited[model] = load with { Waiting = load.Waiting - 1 };
                return;
            }

            _awaited.Remove(model);
            _isEmpty = _awaited.Count == 0;
        }

        Changed?.Invoke();
    }

    /// <summary>Whether a run must not be served at a server now: what it asks first is loaded there for others, who come before it.</summary>
    /// <remarks>
    /// Ollama may have to push a model out of memory for a load, and cannot while others ask that one. So a load that takes
    /// long has the server to itself.
    /// </remarks>
    public bool HoldsBack(Uri endpoint, SlotRequest request)
    {
        if (_isEmpty) return false;
        lock (_lock)
        {
            return _awaited.Any(load => load.Key.Endpoint == endpoint
                && (IsFirst(load.Key, request)
                    || (request is { Endpoint: null, NeedsServer: true } && time.GetElapsedTime(load.Value.Since) > timeouts.Value.Load / 2)));
        }
    }

    private static bool IsFirst(OllamaModel model, SlotRequest request) =>
        request.First is { } first && ModelName.Parse(first) is { Provider: ModelName.Local } local && OllamaModel.Same(local.Model, model.Model);

    private readonly record struct AwaitedLoad(int Waiting, long Since);
}
