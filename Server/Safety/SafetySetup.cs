using System.Collections.Concurrent;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Safety.Crisis;
using Interception.Server.Safety.Judging;
using Interception.Server.Safety.PersonalData;
using Interception.Server.Safety.Terms;
using Interception.Server.Settings;
using Microsoft.Extensions.Options;

namespace Interception.Server.Safety;

/// <summary>Registers the gate and its checks.</summary>
internal static class SafetySetup
{
    /// <summary>What came with this version is read once, however many servers a process has: it is half of what a start costs.</summary>
    private static readonly Lazy<CrisisPhrases> Phrases = new(() => CrisisPhrases.Load(Folder("Crisis")));
    private static readonly ConcurrentDictionary<SafetyLevel, TermMatcher> Shipped = new();

    /// <summary>Adds the gate. Checks without a model come first, the cry for help before all, and the judge last.</summary>
    public static IServiceCollection AddSafety(this IServiceCollection services)
    {
        UnicodeCheck.Require();
        services.AddSection<SafetyOptions>("Safety");
        services.AddSingleton<IValidateOptions<OllamaOptions>, ContextCheck>();
        return services
            .AddSingleton(Phrases.Value)
            .AddSingleton(provider => TermsOf(provider.GetRequiredService<IOptions<SafetyOptions>>().Value))
            .AddSingleton<JudgeMetrics>()
            .AddSingleton<TestedJudges>()
            .AddSingleton<Judge>()
            .AddSingleton<CrisisCheck>()
            .AddSingleton<ISafetyCheck>(provider => provider.GetRequiredService<CrisisCheck>())
            .AddSingleton<ISafetyCheck, PersonalDataCheck>()
            .AddSingleton<ISafetyCheck, TermFilter>()
            .AddSingleton<ISafetyCheck>(provider => provider.GetRequiredService<Judge>())
            .AddSingleton<CheckedText.Gate>()
            .AddSingleton<JudgeSelfTest>()
            .AddHostedService(provider => provider.GetRequiredService<JudgeSelfTest>());
    }

    private static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, "Safety", name);

    private static TermMatcher TermsOf(SafetyOptions options) => options.TermsFolder.Length > 0
        ? FilterSamples.Require(Terms(options.TermsFolder, options.Level))
        : Shipped.GetOrAdd(options.Level, level => FilterSamples.Require(Terms(own: "", level)));

    private static TermMatcher Terms(string own, SafetyLevel level) => TermFolder.Load(Folder("Terms"), own, level);
}
