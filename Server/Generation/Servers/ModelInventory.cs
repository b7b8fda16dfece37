using Interception.Server.Generation.Ollama.Choice;
using Interception.Server.Generation.Ollama.Endpoints;
using Interception.Server.Generation.Ollama.Models;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.OpenAi;

namespace Interception.Server.Generation.Servers;

/// <summary>The models and servers there are, and what a person must do about missing ones.</summary>
internal sealed class ModelInventory(EndpointMonitor watch, ModelSelector selector, ModelPulls pulls, ProviderWatch providers)
{
    /// <summary>Completes when every server was asked once.</summary>
    public Task FirstRound { get; } = Task.WhenAll(watch.FirstRound, providers.FirstRound);

    /// <summary>The model for each job, with the server's own choices made.</summary>
    public ModelOptions Models => selector.Models;

    /// <summary>Whether an Ollama server can be used.</summary>
    public bool IsOllamaUp => watch.Endpoints.Any(watch.IsUp);

    /// <summary>Each Ollama server: its address, how it is displayed, and whether it can be used.</summary>
    public IReadOnlyList<(Uri Address, string Name, bool IsWell)> Servers =>
        [.. watch.Endpoints.Select(endpoint => (endpoint.Endpoint, Shown(endpoint), watch.IsUp(endpoint)))];

    /// <summary>Whether the server chose a model, and not an operator.</summary>
    public bool IsChosen(string model) => selector.IsChosen(model);

    /// <summary>What a person must do before these models can be used, in words for that person.</summary>
    /// <param name="models">Names in Ollama, or with a provider in front; a provider without a list is assumed to have its models.</param>
    public IReadOnlyList<string> Missing(IEnumerable<string> models)
    {
        var names = models.Select(ModelName.Parse).Distinct().ToLookup(model => model.Provider == ModelName.Local);
        return [.. MissingHere([.. names[true]]), .. providers.Missing([.. names[false]])];
    }

    /// <summary>Whether every server that answers has the model; without a list it counts as present.</summary>
    public bool IsPresent(string model) => Missing([model]).Count == 0;

    /// <summary>The progress of a model's download; null for none.</summary>
    public PullProgress? PullOf(string model) =>
        ModelName.Parse(model) is { Provider: ModelName.Local } local ? pulls.Running(local.Model)?.Progress : null;

    private IEnumerable<string> MissingHere(IReadOnlyList<ModelName> models)
    {
        var up = watch.Endpoints.Where(watch.IsUp).ToList();
        return models.Count > 0 && up.Count == 0
            ? watch.Endpoints.Select(Silent)
            : up.Where(endpoint => models.Count > 0 && !endpoint.KnowsTruncate).Select(Old).Concat(models.SelectMany(model => MissingAt(up, model.Model)));
    }

    private string Silent(EndpointState endpoint) => watch.Rests(endpoint)
        ? Resting($"Ollama at {Shown(endpoint)}")
        : $"Ollama at {Shown(endpoint)} does not answer: start it with `ollama serve`.";

    private static string Old(EndpointState endpoint) =>
        $"Ollama {endpoint.Version} at {Shown(endpoint)} cuts long texts in silence, so the safety model would not see all of them: update it to {OllamaVersion.KnowsTruncateSince} or later.";

    private IEnumerable<string> MissingAt(IEnumerable<EndpointState> up, string model) =>
        from endpoint in up
        where !endpoint.Has(model)
        select pulls.Find(new(endpoint.Endpoint, model)) switch
        {
            { Failure: { } why } => $"The model {model} is not {Where(endpoint)} and cannot be fetched: {why}",
            { } pull => $"The model {model} is not {Where(endpoint)} yet: {pull.Progress.Percent()} % of it have been fetched.",
            null when selector.IsOpen && IsPreferred(model) =>
                $"Ollama at {Shown(endpoint)} has no model that can write: fetch one with `ollama pull {model}` (14 GB) or `ollama pull llama3.2` (2 GB).",
            null => $"The model {model} is not {Where(endpoint)}: fetch it with `ollama pull {model}`.",
        };

    private static bool IsPreferred(string model) => ModelName.Whole(model) == ModelOptions.Preferred;

    private string Where(EndpointState endpoint) => watch.Endpoints.Count == 1 ? "there" : $"at {Shown(endpoint)}";

    private static string Resting(string server) => $"{server} fails too often and is given a rest: look at its own messages.";

    /// <summary>Hides what may be a password.</summary>
    private static string Shown(EndpointState endpoint) =>
        endpoint.Endpoint.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped).TrimEnd('/');
}
