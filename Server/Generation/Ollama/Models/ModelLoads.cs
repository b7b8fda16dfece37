using System.Collections.Concurrent;
using Interception.Server.Generation.Ollama.Chat;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Reports;
using Interception.Server.Generation.Resilience;
using Interception.Server.Generation.Streaming;
using OllamaSharp;

namespace Interception.Server.Generation.Ollama.Models;

/// <summary>Brings models into memory by calls of our own.</summary>
/// <remarks>Ollama throws a load away when its only caller leaves, so no run's end may cancel one.</remarks>
internal sealed partial class ModelLoads(
    OllamaWire wire, ChatRequests requests, CallTimeouts clocks, LoadingWait wait, ModelTurns turns, TimeProvider time, ILogger<ModelLoads> logger) : IDisposable
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

    public void Dispose() => _shutdown.Cancel();

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
            await wait.RunAsync(token => OnceAsync(model, token), static _ => { }, _shutdown.Token);
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
