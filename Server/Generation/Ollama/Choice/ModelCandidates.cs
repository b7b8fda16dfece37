using System.Collections.Concurrent;
using Interception.Server.Generation.Ollama.Wire;

namespace Interception.Server.Generation.Ollama.Choice;

/// <summary>The models of all servers, in the order of preference.</summary>
internal sealed class ModelCandidates(ModelInquiry inquiry)
{
    // A server that does not answer probably still has its models.
    private readonly ConcurrentDictionary<Uri, IReadOnlyList<InstalledModel>> _known = new();

    /// <summary>Records the servers' answers; a silent server keeps its last answer.</summary>
    public void Remember(IEnumerable<EndpointState> endpoints)
    {
        foreach (var answering in endpoints.Where(endpoint => endpoint.Answers)) _known[answering.Endpoint] = answering.Installed;
    }

    /// <summary>Whether a server has a model, named with its provider.</summary>
    public bool Exists(string model) =>
        _known.Values.Any(models => models.Any(has => OllamaModel.Same(has.Name, ModelName.Parse(model).Model)));

    /// <summary>The best model that fits and can write; null for none.</summary>
    /// <param name="suits">The condition that a model must meet.</param>
    /// <param name="options">The options that an operator set.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
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

    /// <summary>A model must be at the server of the run, so a model that every server has comes first.</summary>
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

/// <summary>A model to choose from, with the reasons for it.</summary>
/// <param name="Model">Its name in Ollama.</param>
internal sealed record ModelCandidate(string Model)
{
    /// <summary>Whether it is the first choice.</summary>
    public bool IsPreferred { get; init; }

    /// <summary>Its rank in memory, 0 for the one used last; null when it is not loaded.</summary>
    public int? Memory { get; init; }

    /// <summary>Whether an operator set it for another job: one model for all jobs is cheapest.</summary>
    public bool IsSetByHand { get; init; }

    /// <summary>Its name with the provider in front.</summary>
    public string Name => new ModelName(ModelName.Local, Model).ToString();

    /// <summary>The reason for the choice, in words.</summary>
    public string Why => IsPreferred ? "the default" : Memory is not null ? "in memory" : IsSetByHand ? "set for another job" : "fetched last";
}
