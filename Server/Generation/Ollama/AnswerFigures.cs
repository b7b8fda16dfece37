using OllamaSharp.Models.Chat;

namespace Interception.Server.Generation.Ollama;

/// <summary>A model's figures as Ollama gives them, in nanoseconds.</summary>
internal static class AnswerFigures
{
    public static ModelFigures Of(ChatDoneResponseStream last) => new(
        last.PromptEvalCount,
        Nanoseconds(last.PromptEvalDuration),
        last.EvalCount,
        Nanoseconds(last.EvalDuration),
        Nanoseconds(last.LoadDuration))
    {
        TotalTime = Nanoseconds(last.TotalDuration),
    };

    private static TimeSpan Nanoseconds(long count) => TimeSpan.FromTicks(count / TimeSpan.NanosecondsPerTick);
}
