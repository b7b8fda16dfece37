using System.Collections.Concurrent;
using Interception.Server.Generation.Ollama.Chat;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Reports;
using Interception.Server.Generation.Resilience;
using Interception.Server.Generation.Slots;
using Interception.Server.Generation.Streaming;
using OllamaSharp;

namespace Interception.Server.Generation.Ollama.Models;

/// <summary>Brings models into memory by calls of our own.</summary>
/// <remarks>Ollama throws a load away when its only caller leaves, so no run's end may cancel one.</remarks>
internal sealed partial class ModelLoads(
    OllamaWire wire, ChatRequests requests, CallTimeouts clocks, LoadingWait wait, ModelTurns turns, AwaitedLoads awaited,
    TimeProvider time, ILogger<ModelLoads> logger) : IDisposable
{
    private readonly ConcurrentDictionary<OllamaModel, IReadOnlyList<string>> _others = new();
    private readonly ConcurrentDictionary<OllamaModel, Lazy<Task>> _running = new();
    private readonly CancellationTokenSource _shutdown = new();

    private SharedQuestion<OllamaModel>? _inMemory;

    /// <summary>Whether a model has to be waited for.</summary>
    public async ValueTask<bool> NeededAsync(OllamaModel model, CancellationToken cancellationToken)
    {
        if (_running.ContainsKey(model)) return true;
        var inMemory = LazyInitializer.EnsureInitialized(ref _inMemory, () => new(InMemoryAsync));
        return !await inMemory.AskAsync(model, cancellationToken);
    }

    /// <summary>Waits until a model is loaded; all who wait for the same one share the load.</summary>
    public Task LoadAsync(OllamaModel model, CancellationToken cancellationToken) =>
        _running.GetOrAdd(model, key => new(() => RunAsync(key))).Value.WaitAsync(cancellationToken);

    /// <summary>The same for a run, which needs no place meanwhile.</summary>
    /// <param name="model">What is loaded.</param>
    /// <param name="slot">The run's place, held again afterwards; null for none.</param>
    /// <param name="cancellationToken">Ends the wait, and not the load.</param>
    /// <exception cref="GenerationException">The load failed; the place is still given back.</exception>
    public async Task LoadAsync(OllamaModel model, IHeldSlot? slot, CancellationToken cancellationToken)
    {
        // Where models push each other out of memory, those who work on would keep this one from being loaded.
        if (slot is null || turns.HappenedAt(model.Endpoint)) await LoadAsync(model, cancellationToken);
        else await StepAsideAsync(model, slot, cancellationToken);
    }

    public void Dispose() => _shutdown.Cancel();

    private async Task StepAsideAsync(OllamaModel model, IHeldSlot slot, CancellationToken cancellationToken)
    {
        awaited.Enter(model);
        try
        {
            slot.GiveBack();
            await LoadAsync(model, cancellationToken);
            slot.Return(new ModelName(ModelName.Local, model.Model).ToString());
        }
        finally
        {
            // Only now, when it stands in the line again: nobody who came later is served first.
            awaited.Leave(model);
        }

        await slot.HoldAsync(cancellationToken);
    }

    private async Task<bool> InMemoryAsync(OllamaModel model)
    {
        try
        {
            return await wire.AskAsync(
                model.Endpoint, clocks.FirstToken, ollama => ListsAsync(ollama, model, _shutdown.Token), _shutdown.Token);
        }
        catch (GenerationException refused) when (refused.Failure is not GenerationFailure.Timeout)
        {
            // The call itself will show how things are.
            return true;
        }
    }

    private async Task<bool> ListsAsync(OllamaApiClient ollama, OllamaModel model, CancellationToken cancellationToken)
    {
        // An older Ollama says null for none.
        var loaded = await ollama.ListRunningModelsAsync(cancellationToken) ?? [];
        _others[model] = [.. loaded.Select(one => one.Name).OfType<string>()];
        return _others[model].Any(name => OllamaModel.Same(name, model.Model));
    }

    private async Task RunAsync(OllamaModel model)
    {
        var began = time.GetTimestamp();
        try
        {
            await wait.RunAsync(token => OnceAsync(model, token), static _ => { }, static _ => Task.CompletedTask, _shutdown.Token);
            var took = time.GetElapsedTime(began);
            LogLoaded(model.Model, model.Endpoint, took);
            turns.Loaded(model, _others.GetValueOrDefault(model, []), took);
        }
        catch (GenerationException failure)
        {
            var words = ProviderErrorText.Cut(AskedWords.OneLine(failure.Words ?? failure.Message), AskedWords.LongestSentence);
            LogNotLoaded(model.Model, model.Endpoint, time.GetElapsedTime(began), failure.Status, words);
            // All who waited for the load get the same failure.
            failure.IsTold = true;
            throw;
        }
        finally
        {
            _running.TryRemove(model, out _);
        }
    }

    private async ValueTask<bool> OnceAsync(OllamaModel model, CancellationToken cancellationToken) =>
        await wire.AskAsync(model.Endpoint, clocks.Load, ollama => LoadedAsync(ollama, model.Model, cancellationToken), cancellationToken);

    private async Task<bool> LoadedAsync(OllamaApiClient ollama, string model, CancellationToken cancellationToken)
    {
        await foreach (var _ in ollama.ChatAsync(requests.Load(model), cancellationToken))
        {
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Model} was loaded at {Endpoint} in {Elapsed}.")]
    private partial void LogLoaded(string model, Uri endpoint, TimeSpan elapsed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Model} could not be loaded at {Endpoint} in {Elapsed} (status {Status}): {Reason}")]
    private partial void LogNotLoaded(string model, Uri endpoint, TimeSpan elapsed, int? status, string reason);
}
