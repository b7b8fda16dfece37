using Interception.Server.Generation.Streaming;

namespace Interception.Server.Generation.OpenAi;

/// <summary>Says what is wrong with a server of the OpenAI dialect, and what to do, in words for a person.</summary>
internal sealed class ProviderShortages(ProvidersOptions providers, ModelOptions models)
{
    private const int MostNamed = 5;

    /// <summary>Whether the server offers every model that is configured for it.</summary>
    public bool AreNone(string provider, ProviderState state) =>
        !state.IsLoading && Models(provider).All(configured => state.Offers(configured.Model.Model));

    /// <summary>One sentence for each reason why these models cannot be used.</summary>
    public IEnumerable<string> Of(string provider, ProviderState state, IReadOnlyList<string> asked) => state switch
    {
        { Trouble: { } trouble } =>
            [$"The server {Where(provider)} {trouble}, so {string.Join(" and ", asked)} cannot be asked: {Mend(provider, trouble)}."],
        { IsLoading: true } =>
            [$"The server {Where(provider)} is still loading its model, so {string.Join(" and ", asked)} cannot be asked yet: one moment."],
        _ => Lacking(provider, state, asked),
    };

    private IEnumerable<string> Lacking(string provider, ProviderState state, IReadOnlyList<string> asked) =>
        asked.Where(model => !state.Offers(model)).Select(model => Lacking(provider, state, model));

    private string Lacking(string provider, ProviderState state, string model) =>
        $"The server {Where(provider)} does not have the model {model}: load it there, or name one that it has in {Keys(provider, model)} ({Has(state)}).";

    private string Keys(string provider, string model) => string.Join(", ",
        Models(provider).Where(configured => configured.Model.Model == model).Select(configured => $"{ModelOptions.Section}:{configured.Key}").Distinct());

    private IEnumerable<(string Key, ModelName Model)> Models(string provider) => models.ByKey().Where(configured => configured.Model.Provider == provider);

    private string Where(string provider) => $"{provider} at {providers.ByName[provider].BaseUrl.TrimEnd('/')}";

    private static string Mend(string provider, string trouble) => trouble == ProviderProbe.RefusesKey
        ? $"mend {ProvidersOptions.Section}:{provider}:{nameof(ProviderOptions.ApiKey)}"
        : $"start it, or mend {ProvidersOptions.Section}:{provider}:{nameof(ProviderOptions.BaseUrl)}";

    private static string Has(ProviderState state) => state.Models is { Count: > 0 } names
        ? string.Join(", ", names.Take(MostNamed).Select(name => ProviderErrorText.Shortened(name))) + (names.Count > MostNamed ? "..." : "")
        : "it has none";
}
