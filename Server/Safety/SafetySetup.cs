using Interception.Server.Settings;

namespace Interception.Server.Safety;

/// <summary>What the gate is made of.</summary>
public static class SafetySetup
{
    /// <summary>Adds the gate: first the term filter, then the judge.</summary>
    /// <exception cref="InvalidDataException">A term list is missing or unusable; the message names it and the way out.</exception>
    public static IServiceCollection AddSafety(this IServiceCollection services)
    {
        services.AddSection<SafetyOptions>("Safety");
        return services
            .AddSingleton(Terms.Load(Path.Combine(AppContext.BaseDirectory, "Safety", "Terms")))
            .AddSingleton<ISafetyCheck, TermFilter>()
            .AddSingleton<ISafetyCheck, Judge>()
            .AddSingleton<CheckedText.Gate>();
    }
}
