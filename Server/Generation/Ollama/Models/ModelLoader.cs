using System.Collections.Concurrent;
using Interception.Server.Generation.Ollama.Chat;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Reports;
using Interception.Server.Generation.Resilience;
using Interception.Server.Generation.Streaming;
using OllamaSharp;

namespace Interception.Server.Generation.Ollama.Models;

/// <summary>Brings a model into memory by a call of our own, one for all who wait for it.</summary>
/// <remarks>Ollama throws a load away when its only caller leaves, so the end of a run must not cancel one.</remarks>
internal sealed partial class ModelLoader(
    OllamaWire wire, ChatRequests requests, CallTimeouts clocks, LoadingWait wait, LoadedModels loaded, ModelTurns turns,
    TimeProvider time, ILogger<ModelLoader> logger) : IDisposable
{
    private readonly ConcurrentDictionary<OllamaModel, Lazy<Task>> _running = new();
    private readonly CancellationTokenSource _shutdown = new();

    /// <summary>Whether a model is being loaded.</summary>
    public bool IsLoading(OllamaModel model) => _running.ContainsKey(model);

    /// <summary>Waits until a model is loaded. The token ends the wait, not the load.</summary>
    /// <exception cref="GenerationException">The load failed.</exception>
    public Task LoadAsync(OllamaModel model, CancellationToken cancellationToken) =>
        _running.GetOrAdd(model, key => new(() => RunAsync(key))).Value.WaitAsync(cancellationToken);

    public void Dispose() => _shutdown.Cancel();

    private async Task RunAsync(OllamaModel model)
    {
        var began = time.GetTimestamp();
        try
        {
            await wait.RunAsync(token => OnceAsync(model, token), static _ => { }, static _ => Task.CompletedTask, _shutdown.Token);
            var took = time.GetElapsedTime(began);
            LogLoaded(model.Model, model.Endpoint, took);
            turns.Loaded(model, loaded.Beside(model), took);
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
