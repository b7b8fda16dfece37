namespace Interception.Server.Pipeline;

/// <summary>What happens to a text: the stages, in the order of these lines.</summary>
internal static class PipelineSetup
{
    public static IServiceCollection AddPipeline(this IServiceCollection services) => services
        .AddSingleton<Checkpoint>()
        .AddSingleton<Scribe>()
        .AddSingleton<Translator>()
        .AddSingleton<Casting>()
        .AddSingleton<Preparation>()
        .AddSingleton(new Presets())
        .AddSingleton<IStage, PreInterceptionStage>()
        .AddSingleton<IStage, InterceptionStage>()
        .AddSingleton<IStage, PreOutputStage>()
        .AddSingleton<IStage, OutputStage>();
}
