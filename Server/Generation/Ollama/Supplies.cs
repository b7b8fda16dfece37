using Interception.Server.Generation.Recovery;

namespace Interception.Server.Generation.Ollama;

/// <summary>What there is to work with, and what a person has to do about the rest.</summary>
internal sealed class Supplies(EndpointWatch watch, ModelPulls pulls, Breakers breakers)
{
    /// <summary>What a person has to do before these models can be used, in words for that person.</summary>
    /// <param name="models">Names as Ollama knows them, or with a provider in front; other providers are not asked for theirs.</param>
    public IReadOnlyList<string> Missing(IEnumerable<string> models)
    {
        var names = models.Select(ModelName.Parse).Distinct().ToLookup(model => model.Provider == ModelName.Local);
        return [.. MissingHere([.. names[true]]), .. names[false].Select(model => model.Provider).Distinct().Where(breakers.Rests).Select(Resting)];
    }

    /// <summary>Whether every server that answers has the model; a model of another provider counts as present.</summary>
    public bool IsPresent(string model) => Missing([model]).Count == 0;

    /// <summary>How far a model has been fetched; null when it is not on its way.</summary>
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
        select pulls.Of(new(endpoint.Endpoint, model)) switch
        {
            { Failure: { } why } => $"The model {model} is not {Where(endpoint)} and cannot be fetched: {why}",
            { } pull => $"The model {model} is not {Where(endpoint)} yet: {pull.Progress.Percent()} % of it have been fetched.",
            null => $"The model {model} is not {Where(endpoint)}: fetch it with `ollama pull {model}`.",
        };

    private string Where(EndpointState endpoint) => watch.Endpoints.Count == 1 ? "there" : $"at {Shown(endpoint)}";

    private static string Resting(string server) => $"{server} fails too often and is given a rest: look at its own messages.";

    private static string Shown(EndpointState endpoint) => endpoint.Endpoint.AbsoluteUri.TrimEnd('/');
}
