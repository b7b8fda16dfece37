using Interception.Server.Settings;

namespace Interception.Server.Safety;

/// <summary>What the gate is made of.</summary>
public static class SafetySetup
{
    /// <summary>Adds the gate: first what needs no model, a cry for help before all, and at last the judge.</summary>
    /// <exception cref="InvalidDataException">A list is missing or unusable; the message names it and the way out.</exception>
    public static IServiceCollection AddSafety(this IServiceCollection services)
    {
        services.AddSection<SafetyOptions>("Safety");
        return services
            .AddSingleton(CrisisPhrases.Load(Folder("Crisis")))
            .AddSingleton(Terms.Load(Folder("Terms")))
            .AddSingleton<JudgeMetrics>()
            .AddSingleton<Judge>()
            .AddSingleton<CrisisCheck>()
            .AddSingleton<ISafetyCheck>(provider => provider.GetRequiredService<CrisisCheck>())
            .AddSingleton<ISafetyCheck, PersonalDataCheck>()
            .AddSingleton<ISafetyCheck, TermFilter>()
            .AddSingleton<ISafetyCheck>(provider => provider.GetRequiredService<Judge>())
            .AddSingleton<CheckedText.Gate>()
            .AddSingleton<SelfTest>()
            .AddHostedService(provider => provider.GetRequiredService<SelfTest>());
    }

    private static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, "Safety", name);
}
