using Interception.Server.Safety.Terms;

namespace Interception.Server.Pipeline;

/// <summary>Registers the stages; the order of these lines is the order of the stages.</summary>
internal static class PipelineSetup
{
    public static IServiceCollection AddPipeline(this IServiceCollection services) => services
        .AddSingleton<GateMetrics>()
        .AddSingleton<GateStep>()
        .AddSingleton<StreamingWriter>()
        .AddSingleton<StageTranslator>()
        .AddSingleton<RunModelSelector>()
        .AddSingleton<ModelAvailability>()
        .AddSingleton(new PresetCatalog())
        .AddSingleton<StageList>()
        .AddStage<PreInterceptionStage>()
        .AddStage<InterceptionStage>()
        .AddStage<PreOutputStage>()
        .AddStage<OutputStage>();

    /// <summary>Adds the next stage; its text is checked however the stage ends.</summary>
    public static IServiceCollection AddStage<T>(this IServiceCollection services) where T : class, IStage => services
        .AddSingleton<T>()
        .AddSingleton<IStage>(provider => new ReviewedStage(provider.GetRequiredService<T>(), provider.GetRequiredService<TermMatcher>()));
}
