using System.Net;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation;

/// <summary>Stops the start when a model cannot be reached, or must not be.</summary>
internal sealed class ReachCheck(
    IOptions<ModelOptions> models, IOptions<OllamaOptions> ollama, IOptions<ProvidersOptions> providers,
    Func<string, IPAddress[]> resolve) : IValidateOptions<PrivacyOptions>
{
    public ValidateOptionsResult Validate(string? name, PrivacyOptions options)
    {
        try
        {
            var wrong = Models(options.LocalOnly).Concat(options.LocalOnly ? Endpoints() : []).ToList();
            return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
        }
        catch (OptionsValidationException)
        {
            // Another section is wrong, and says so itself.
            return ValidateOptionsResult.Success;
        }
    }

    private IEnumerable<string> Models(bool localOnly) =>
        from configured in models.Value.ByKey()
        let provider = configured.Model.Provider
        where provider is not (ModelName.Local or ModelName.Practice)
        where localOnly || !providers.Value.ByName.ContainsKey(provider)
        select $"Models:{configured.Key} is '{configured.Model}', but " + (localOnly
            ? "Privacy:LocalOnly allows only models that begin with local/."
            : $"there is no Providers:{provider}.");

    private IEnumerable<string> Endpoints() =>
        from endpoint in ollama.Value.Endpoints
        where !PrivateAddress.Is(endpoint, resolve)
        select $"Ollama:Endpoints has '{Shown(endpoint)}', but Privacy:LocalOnly allows only private addresses, plainly written.";

    /// <summary>As it was written, but without what may be a password.</summary>
    private static string Shown(Uri endpoint) => endpoint.UserInfo.Length == 0
        ? endpoint.OriginalString
        : endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
