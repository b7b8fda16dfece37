using Interception.Server.Settings;
using Microsoft.Extensions.Options;

namespace Interception.Server.Safety;

/// <summary>What the gate is made of.</summary>
public static class SafetySetup
{
    /// <summary>Adds the gate: first the term filter, then the judge.</summary>
    public static IServiceCollection AddSafety(this IServiceCollection services)
    {
        services.AddSection<SafetyOptions>("Safety");
        return services
            .AddSingleton(provider => TermsOf(provider.GetRequiredService<IOptions<SafetyOptions>>().Value))
            .AddSingleton<ISafetyCheck, TermFilter>()
            .AddSingleton<ISafetyCheck, Judge>()
            .AddSingleton<CheckedText.Gate>();
    }

    private static Terms TermsOf(SafetyOptions options) =>
        TermFolder.Load(Path.Combine(AppContext.BaseDirectory, "Safety", "Terms"), options.TermsFolder, options.Level);
}
