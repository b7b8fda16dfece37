using System.Text.Json;
using Interception.Server.Generation.Streaming;

namespace Interception.Server.Generation.Ollama.Chat;

/// <summary>The figures on Ollama's last line, in tokens and nanoseconds.</summary>
internal sealed class ChatFigures
{
    private long _promptTokens;
    private long _promptTime;
    private long _tokens;
    private long _writeTime;
    private long _loadTime;
    private long _totalTime;

    /// <summary>Reads a property's value if it is one of the figures.</summary>
    public bool TryRead(ref Utf8JsonReader reader)
    {
        if (reader.IsNamed("prompt_eval_count"u8)) _promptTokens = JsonStrings.Count(ref reader);
        else if (reader.IsNamed("prompt_eval_duration"u8)) _promptTime = JsonStrings.Count(ref reader);
        else if (reader.IsNamed("eval_count"u8)) _tokens = JsonStrings.Count(ref reader);
        else if (reader.IsNamed("eval_duration"u8)) _writeTime = JsonStrings.Count(ref reader);
        else if (reader.IsNamed("load_duration"u8)) _loadTime = JsonStrings.Count(ref reader);
        else if (reader.IsNamed("total_duration"u8)) _totalTime = JsonStrings.Count(ref reader);
        else return false;
        return true;
    }

    /// <summary>The figures in our own form.</summary>
    public ModelUsage Take() => new(
        JsonStrings.Int(_promptTokens), Nanoseconds(_promptTime), JsonStrings.Int(_tokens), Nanoseconds(_writeTime), Nanoseconds(_loadTime))
    {
        TotalTime = Nanoseconds(_totalTime),
    };

    private static TimeSpan Nanoseconds(long count) => TimeSpan.FromTicks(count / TimeSpan.NanosecondsPerTick);
}
