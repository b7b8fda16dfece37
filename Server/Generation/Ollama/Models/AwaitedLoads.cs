using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Slots;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.Ollama.Models;

/// <summary>The loads that runs wait for without a slot. Later runs that need the same model there wait behind them.</summary>
internal sealed class AwaitedLoads(IOptions<TimeoutOptions> timeouts, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<OllamaModel, AwaitedLoad> _awaited = [];
    private volatile bool _isEmpty = true;

    /// <summary>Raised when a run that had to wait may be served.</summary>
    public event Action? Changed;

    /// <summary>Records that a run waits for a load.</summary>
    public void Enter(OllamaModel model)
    {
        lock (_lock)
        {
            _awaited[model] = _awaited.TryGetValue(model, out var load) ? load with { Waiting = load.Waiting + 1 } : new(1, time.GetTimestamp());
            _isEmpty = false;
        }
    }

    /// <summary>Records that it no longer waits.</summary>
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

    /// <summary>Whether a run must not be served at a server now, because earlier runs wait there for the model that it asks first.</summary>
    /// <remarks>
    /// Ollama may have to remove a model from memory for a load, and cannot while calls use that model. So during a long load
    /// no call for another model is sent there.
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
