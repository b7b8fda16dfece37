using System.Text.RegularExpressions;
using Interception.Server.Settings;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.OpenAi;

/// <summary>Reads the providers. A wrong setting is refused in one line, which never shows a key or an address that contains a secret.</summary>
internal sealed partial class ProvidersReader(IConfiguration configuration) : IConfigureOptions<ProvidersOptions>
{
    private const string Form = "must be an address such as https://api.mistral.ai/v1, without a user name or a query";

    public void Configure(ProvidersOptions options)
    {
        foreach (var section in configuration.GetSection(ProvidersOptions.Section).GetChildren())
        {
            options.ByName[NameOf(section)] = Read(section);
        }
    }

    /// <summary>In lower case, because an environment variable may be in capitals.</summary>
    private static string NameOf(IConfigurationSection section)
    {
        var name = section.Key.ToLowerInvariant();
        return Name().IsMatch(name) && name is not (ModelName.Local or ModelName.Practice)
            ? name
            : throw Refused($"Providers:{section.Key} is no name for a provider: it must be made of a-z, 0-9 and -, and not be local or practice.");
    }

    private static ProviderOptions Read(IConfigurationSection section)
    {
        var provider = new ProviderOptions();
        new SectionReader<ProviderOptions>(section.Path, section).Configure(provider);
        if (!IsAddress(provider.BaseUrl)) throw Refused($"{section.Path}:BaseUrl {Form}.");
        provider.ApiKey = SecretFile.Read(section.Path, nameof(provider.ApiKey), provider.ApiKey, provider.ApiKeyFile);
        if (!provider.ApiKey.All(c => c is > ' ' and <= '~')) throw Refused($"{section.Path}:ApiKey has characters that no key has.");
        return provider;
    }

    private static bool IsAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri is { Scheme: "http" or "https", Host.Length: > 0, UserInfo: "", Query: "", Fragment: "" };

    private static OptionsValidationException Refused(string why) => new(nameof(ProvidersOptions), typeof(ProvidersOptions), [why]);

    [GeneratedRegex(@"\A[a-z0-9-]+\z")]
    private static partial Regex Name();
}
