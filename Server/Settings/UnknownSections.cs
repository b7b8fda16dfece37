using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Options;

namespace Interception.Server.Settings;

/// <summary>Refuses an unknown section: a typing error must not look like a setting.</summary>
internal static class UnknownSections
{
    private static readonly string[] OfTheFramework = ["Logging", "Kestrel", "HostOptions"];

    /// <summary>Checks settings files and the command line. Environment variables are not checked, because most of them belong to other programs.</summary>
    /// <exception cref="OptionsValidationException">A section is unknown; the message names it and the known ones.</exception>
    public static void Refuse(IConfigurationRoot configuration, IEnumerable<OptionsSection> known)
    {
        var names = known.Select(section => section.Name.Split(':')[0]).Distinct().Order(StringComparer.Ordinal).ToList();
        var unknown = configuration.Providers
            .Where(provider => provider is JsonConfigurationProvider or CommandLineConfigurationProvider)
            .SelectMany(provider => provider.GetChildKeys([], null).Where(key => provider.GetChildKeys([], key).Any()))
            .FirstOrDefault(key => !names.Concat(OfTheFramework).Contains(key, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
            throw new OptionsValidationException(unknown, typeof(OptionsSection), [$"The section {unknown} is not known; there are {string.Join(", ", names)}."]);
    }
}
