using OllamaSharp.Models;

namespace Interception.Server.Generation.Ollama.Chat;

/// <summary>A job's limits in Ollama's terms.</summary>
internal static class JobOptions
{
    /// <summary>The options of a job. <c>num_ctx</c> is the same for all jobs, because a different value makes Ollama reload the model.</summary>
    public static RequestOptions For(GenerationJob job, bool thinks, int contextLength) => new()
    {
        NumCtx = contextLength,
        NumPredict = JobLimits.Tokens(job) + (thinks ? JobLimits.RoomForThoughts : 0),
        Temperature = JobLimits.Temperature(job),
    };
}
