using Microsoft.Extensions.Options;

namespace Interception.Server.Settings;

/// <summary>What an operator may set: each section is read, checked and refused in words before the server starts.</summary>
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

/// <summary>A section that exists.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Options">What it is read into; the properties are its keys.</param>
internal sealed record OptionsSection(string Name, Type Options);
