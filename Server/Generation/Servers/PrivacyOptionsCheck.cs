using System.Net;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.OpenAi;
using Interception.Server.Generation.Privacy;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.Servers;

/// <summary>Stops the start when a model cannot be reached, or must not be.</summary>
internal sealed class PrivacyOptionsCheck(
    IOptions<ModelOptions> models, IOptions<OllamaOptions> ollama, IOptions<ProvidersOptions> providers,
    Func<string, IPAddress[]> resolve) : IValidateOptions<PrivacyOptions>
{
    public ValidateOptionsResult Validate(string? name, PrivacyOptions options)
    {
        try
        {
            var wrong = Nowhere(options.LocalOnly).Concat(options.LocalOnly ? Abroad() : []).ToList();
            return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
        }
        catch (OptionsValidationException)
        {
            // Another section is wrong, and its own check reports it.
            return ValidateOptionsResult.Success;
        }
    }

    private IEnumerable<string> Nowhere(bool localOnly) =>
        from configured in models.Value.ByKey()
        let provider = configured.Model.Provider
        where provider is not (ModelName.Local or ModelName.Practice) && !providers.Value.ByName.ContainsKey(provider)
        select $"Models:{configured.Key} is '{configured.Model}', but there is no Providers:{provider}"
            + (localOnly ? "; with Privacy:LocalOnly it must have a private address." : ".");

    /// <summary>The servers outside the own network. The address decides, in every dialect.</summary>
    private IEnumerable<string> Abroad() => [.. Servers(), .. HandedOn(), .. Endpoints()];

    private IEnumerable<string> Servers() =>
        from configured in models.Value.ByKey()
        let server = providers.Value.ByName.TryGetValue(configured.Model.Provider, out var known) ? known : null
        where server is not null && !PrivateAddress.Is(new(server.BaseUrl), resolve)
        select $"Models:{configured.Key} is '{configured.Model}', but Privacy:LocalOnly allows only private addresses, plainly written, "
            + $"and Providers:{configured.Model.Provider}:BaseUrl is '{server.BaseUrl}'.";

    /// <summary>Models that an Ollama here would pass on to servers elsewhere.</summary>
    private IEnumerable<string> HandedOn() =>
        from configured in models.Value.ByKey()
        where configured.Model.Provider == ModelName.Local && ModelKinds.IsInCloud(configured.Model.Model)
        select $"Models:{configured.Key} is '{configured.Model}', a model that Ollama hands on to its cloud, but Privacy:LocalOnly allows only private addresses.";

    private IEnumerable<string> Endpoints() =>
        from endpoint in ollama.Value.Endpoints
        where !PrivateAddress.Is(endpoint, resolve)
        select $"{ollama.Value.EndpointsKey} has '{Shown(endpoint)}', but Privacy:LocalOnly allows only private addresses, plainly written.";

    /// <summary>The address as configured, without what may be a password.</summary>
    private static string Shown(Uri endpoint) => endpoint.UserInfo.Length == 0
        ? endpoint.OriginalString
        : endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
