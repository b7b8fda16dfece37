using System.Collections.Concurrent;
using Interception.Server.Generation.Ollama.Wire;

namespace Interception.Server.Generation.Ollama.Choice;

/// <summary>The models of all servers, in the order in which one is chosen.</summary>
internal sealed class ModelCandidates(ModelInquiry inquiry)
{
    // What a silent server had, it still has as far as anybody knows.
    private readonly ConcurrentDictionary<Uri, IReadOnlyList<InstalledModel>> _known = new();

    /// <summary>Takes down what the servers have said; one that is silent counts with what it said last.</summary>
    public void Remember(IEnumerable<EndpointState> endpoints)
    {
        foreach (var answering in endpoints.Where(endpoint => endpoint.Answers)) _known[answering.Endpoint] = answering.Installed;
    }

    /// <summary>Whether a server has a model, named with its provider.</summary>
    public bool Exists(string model) =>
        _known.Values.Any(models => models.Any(has => OllamaModel.Same(has.Name, ModelName.Parse(model).Model)));

    /// <summary>The best model that answers to a description and can write; null when there is none.</summary>
    /// <param name="suits">What is looked for.</param>
    /// <param name="options">What was set by hand.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ModelCandidate?> BestAsync(Func<InstalledModel, bool> suits, ModelOptions options, CancellationToken cancellationToken)
    {
        var suitable = _known.SelectMany(server => server.Value.Where(suits).Select(model => (server.Key, model))).ToList();
        if (suitable.Count == 0) return null;
        var memory = await MemoryAsync(suitable.Select(at => at.Key).Distinct(), cancellationToken);
        foreach (var candidate in InOrder(suitable, memory, options))
        {
            var (server, model) = suitable.First(at => at.model.Name == candidate.Model);
            if (await inquiry.CanWriteAsync(server, model, cancellationToken)) return candidate;
        }

        return null;
    }

    private async Task<IReadOnlyList<string>> MemoryAsync(IEnumerable<Uri> servers, CancellationToken cancellationToken) =>
        [.. (await Task.WhenAll(servers.Select(server => inquiry.InMemoryAsync(server, cancellationToken)))).SelectMany(models => models)];

    /// <summary>A model must be where it is used, so one that every server has comes before all others.</summary>
    private static IEnumerable<ModelCandidate> InOrder(
        IReadOnlyList<(Uri Server, InstalledModel Model)> suitable, IReadOnlyList<string> memory, ModelOptions options) =>
        from at in suitable
        group at by at.Model.Name.ToUpperInvariant() into same
        let model = same.MaxBy(at => at.Model.FetchedAt).Model
        let candidate = new ModelCandidate(model.Name)
        {
            IsPreferred = OllamaModel.Same(model.Name, ModelName.Parse(ModelOptions.Preferred).Model),
            Memory = memory.TakeWhile(loaded => !OllamaModel.Same(loaded, model.Name)).Count() is var place && place < memory.Count ? place : null,
            IsSetByHand = options.SetByHand().Any(set => set.Provider == ModelName.Local && OllamaModel.Same(set.Model, model.Name)),
        }
        orderby same.Count() descending, candidate.IsPreferred descending, candidate.Memory ?? int.MaxValue,
            candidate.IsSetByHand descending, model.FetchedAt descending, model.Name
        select candidate;
}

/// <summary>A model that may be chosen, and what speaks for it.</summary>
/// <param name="Model">As Ollama names it.</param>
internal sealed record ModelCandidate(string Model)
{
    /// <summary>Whether it is the one that is chosen wherever it is.</summary>
    public bool IsPreferred { get; init; }

    /// <summary>Its place in memory, 0 for the one used last; null when it is not there.</summary>
    public int? Memory { get; init; }

    /// <summary>Whether somebody has set it for another job: one model for all costs least.</summary>
    public bool IsSetByHand { get; init; }

    /// <summary>With its provider in front.</summary>
    public string Name => new ModelName(ModelName.Local, Model).ToString();

    /// <summary>Why it is chosen, in words.</summary>
    public string Why => IsPreferred ? "the default" : Memory is not null ? "in memory" : IsSetByHand ? "set for another job" : "fetched last";
}
