namespace Interception.Server.Generation;

/// <summary>A model's own figures; zero where it gives none.</summary>
/// <param name="PromptTokens">Tokens read.</param>
/// <param name="PromptTime">Time spent reading.</param>
/// <param name="Tokens">Tokens written, thoughts included.</param>
/// <param name="WriteTime">Time spent writing.</param>
/// <param name="LoadTime">Time until the model was ready.</param>
public sealed record ModelUsage(int PromptTokens, TimeSpan PromptTime, int Tokens, TimeSpan WriteTime, TimeSpan LoadTime)
{
    /// <summary>The time from the request to the end of the answer.</summary>
    public TimeSpan TotalTime { get; init; }

    /// <summary>The time in the server's own queue: what is left of the total.</summary>
    public TimeSpan QueueTime => TotalTime - LoadTime - PromptTime - WriteTime is { Ticks: > 0 } wait ? wait : default;
}
