using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Options;

namespace Interception.Server.Settings;

/// <summary>Refuses a section that nobody reads: a slip of the pen must not pass for a setting.</summary>
internal static class UnknownSections
{
    private static readonly string[] OfTheFramework = ["Logging", "Kestrel", "HostOptions"];

    /// <summary>Looks through settings files and the command line; an environment is full of other people's variables.</summary>
    /// <exception cref="OptionsValidationException">A section is not known; the message names it and those there are.</exception>
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
