using System.Collections.Concurrent;
using Interception.Server.Generation.Breakers;
using Interception.Server.Generation.Practice;
using Interception.Server.Generation.Streaming;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.OpenAi;

/// <summary>Asks the servers of the OpenAI dialect for their models at start, and again while something is wrong; a server that is well is not asked.</summary>
internal sealed class ProviderWatch : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, ProviderState> _states = new();
    private readonly ConcurrentDictionary<string, bool> _doubted = new();
    private readonly TaskCompletionSource _firstRound = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, ProviderProbe> _probes;
    private readonly ProviderShortages _shortages;
    private readonly BreakerRegistry _breakers;
    private readonly TimeProvider _time;
    private volatile TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ProviderWatch(IOptions<ProvidersOptions> providers, IOptions<ModelOptions> models, IOptions<PracticeOptions> practice,
        ModelHttpHandler connections, CallTimeouts clocks, BreakerRegistry breakers, TimeProvider time)
    {
        _breakers = breakers;
        _time = time;
        _shortages = new(providers.Value, models.Value);
        var used = models.Value.ByKey().Select(configured => configured.Model.Provider).ToHashSet();
        _probes = providers.Value.ByName
            .Where(provider => used.Contains(provider.Key) && practice.Value.Mode != PracticeMode.Always)
            .ToDictionary(provider => provider.Key, provider => new ProviderProbe(provider.Value, connections, clocks));
        if (_probes.Count == 0) _firstRound.SetResult();
    }

    /// <summary>Completes when every server with a configured model was asked once.</summary>
    public Task FirstRound => _firstRound.Task;

    /// <summary>Whether a model can be requested at present, as far as known.</summary>
    public bool CanUse(ModelName model) =>
        !_breakers.Rests(model.Provider) && (!_states.TryGetValue(model.Provider, out var state) || state.Offers(model.Model));

    /// <summary>What a person must do before these models can be used, in words for that person.</summary>
    public IEnumerable<string> Missing(IReadOnlyList<ModelName> models) =>
        models.GroupBy(model => model.Provider).SelectMany(asked => MissingAt(asked.Key, [.. asked.Select(model => model.Model)]));

    /// <summary>Records that a call to a server failed, so that its state must be checked again.</summary>
    public void Doubt(string provider)
    {
        _doubted[provider] = true;
        _news.TrySetResult();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (_probes.Count > 0)
        {
            _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await Task.WhenAll(_probes.Where(probe => IsDue(probe.Key)).Select(probe => AskAsync(probe.Key, probe.Value, stoppingToken)));
            _firstRound.TrySetResult();
            await Task.WhenAny(_news.Task, Task.Delay(IsAnyDue ? Pause : Timeout.InfiniteTimeSpan, _time, stoppingToken));
            stoppingToken.ThrowIfCancellationRequested();
        }
    }

    private bool IsAnyDue => _probes.Keys.Any(IsDue);

    private bool IsDue(string provider) =>
        _doubted.ContainsKey(provider) || !_states.TryGetValue(provider, out var state) || !_shortages.AreNone(provider, state);

    private async Task AskAsync(string name, ProviderProbe probe, CancellationToken stoppingToken)
    {
        _doubted.TryRemove(name, out _);
        try
        {
            _states[name] = new(Trouble: null, await probe.ModelsAsync(stoppingToken));
        }
        catch (GenerationException loading) when (loading.Failure == GenerationFailure.Loading)
        {
            _states[name] = new(Trouble: null, Models: null) { IsLoading = true };
        }
        catch (GenerationException failure)
        {
            _states[name] = new(failure.Failure == GenerationFailure.Refused ? failure.Message : "does not answer", Models: null);
        }
    }

    private IEnumerable<string> MissingAt(string provider, IReadOnlyList<string> models) =>
        _breakers.Rests(provider) ? [$"{provider} fails too often and is given a rest: look at its own messages."]
        : _states.TryGetValue(provider, out var state) ? _shortages.Of(provider, state, models)
        : [];
}
