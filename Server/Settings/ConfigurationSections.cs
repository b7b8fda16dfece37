using Microsoft.Extensions.Options;

namespace Interception.Server.Settings;

/// <summary>The settings of an operator. Each section is read and checked before the server starts; an error is reported in words.</summary>
internal static class ConfigurationSections
{
    /// <summary>Adds a section of the configuration.</summary>
    public static OptionsBuilder<T> AddSection<T>(this IServiceCollection services, string section) where T : class
    {
        services.AddSingleton(new OptionsSection(section, typeof(T)));
        services.AddSingleton<IConfigureOptions<T>>(provider =>
            new SectionReader<T>(section, provider.GetRequiredService<IConfiguration>().GetSection(section)));
        services.AddSingleton<IValidateOptions<T>>(new SectionCheck<T>(section));
        return services.AddOptions<T>().ValidateOnStart();
    }
}

/// <summary>A known section.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Options">The options type; its properties are the keys.</param>
internal sealed record OptionsSection(string Name, Type Options);
