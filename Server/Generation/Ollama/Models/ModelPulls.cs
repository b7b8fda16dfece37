using System.Collections.Concurrent;
using Interception.Server.Generation.Ollama.Choice;
using Interception.Server.Generation.Ollama.Wire;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.Ollama.Models;

/// <summary>Downloads configured models that are missing, when that is enabled; never a model that only a client names.</summary>
/// <remarks>When the server chooses and no model can write, it downloads the default model.</remarks>
internal sealed partial class ModelPulls(
    PullReader wire, IOptions<OllamaOptions> options, ModelSelector selector, TimeProvider time, ILogger<ModelPulls> logger)
    : IDisposable
{
    private static readonly TimeSpan BeforeAnotherTry = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<OllamaModel, OngoingPull> _pulls = new();
    private readonly CancellationTokenSource _end = new();

    /// <summary>Raised when a model has arrived.</summary>
    public event Action? Arrived;

    /// <summary>Starts the download of a missing model, unless it is running or has just failed.</summary>
    public void Fetch(EndpointState endpoint)
    {
        EndWhatArrived(endpoint);
        if (!options.Value.PullMissingModels || !endpoint.Answers) return;
        foreach (var model in Local().Where(model => !endpoint.Has(model)).Select(model => new OllamaModel(endpoint.Endpoint, model)))
        {
            var pull = new OngoingPull();
            if (_pulls.TryAdd(model, pull)) _ = RunAsync(model, pull);
        }
    }

    /// <summary>The download of a model at a server, or its recent failure; null for none.</summary>
    public OngoingPull? Find(OllamaModel model) => _pulls.GetValueOrDefault(model);

    /// <summary>The download of a model at the server where it is furthest; null for none.</summary>
    public OngoingPull? Running(string model) => _pulls
        .Where(pull => pull.Key.Model == model && !pull.Value.Ended.IsCompleted)
        .Select(pull => pull.Value).MaxBy(pull => pull.Progress.Completed);

    public void Dispose() => _end.Cancel();

    private IEnumerable<string> Local() =>
        selector.Models.Names().Select(ModelName.Parse).Where(model => model.Provider == ModelName.Local).Select(model => model.Model);

    /// <summary>Waiting runs continue only when the server has been seen to have the model.</summary>
    private void EndWhatArrived(EndpointState endpoint)
    {
        foreach (var (model, pull) in _pulls.Where(pull => pull.Key.Endpoint == endpoint.Endpoint))
        {
            if ((pull.IsDone || endpoint.Has(model.Model)) && _pulls.TryRemove(model, out _)) pull.End();
        }
    }

    private async Task RunAsync(OllamaModel model, OngoingPull pull)
    {
        LogBegun(model.Model, model.Endpoint);
        try
        {
            await foreach (var line in wire.PullAsync(model, _end.Token)) pull.Append(line);
            LogArrived(model.Model, model.Endpoint);
            Arrived?.Invoke();
        }
        catch (GenerationException failure)
        {
            LogFailed(model.Model, model.Endpoint, failure.Message);
            pull.End(failure.Message);
            await ForgetAsync(model);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            pull.End("The server goes down.");
        }
        catch (Exception e)
        {
            // Any error ends this download only, and the waiting runs continue.
            LogFailed(model.Model, model.Endpoint, e.GetType().Name);
            pull.End($"It broke off ({e.GetType().Name}).");
            await ForgetAsync(model);
        }
    }

    private async Task ForgetAsync(OllamaModel model)
    {
        await Task.Delay(BeforeAnotherTry, time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _pulls.TryRemove(model, out _);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Model} is being fetched to {Endpoint}.")]
    private partial void LogBegun(string model, Uri endpoint);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Model} has arrived at {Endpoint}.")]
    private partial void LogArrived(string model, Uri endpoint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Model} could not be fetched to {Endpoint}: {Reason}")]
    private partial void LogFailed(string model, Uri endpoint, string reason);
}
