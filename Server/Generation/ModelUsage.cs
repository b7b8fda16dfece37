namespace Interception.Server.Generation;

/// <summary>What a model says of its own work; zero where it says nothing.</summary>
/// <param name="PromptTokens">Tokens read.</param>
/// <param name="PromptTime">Time spent reading.</param>
/// <param name="Tokens">Tokens written, thoughts included.</param>
/// <param name="WriteTime">Time spent writing.</param>
/// <param name="LoadTime">Time until the model was ready.</param>
public sealed record ModelUsage(int PromptTokens, TimeSpan PromptTime, int Tokens, TimeSpan WriteTime, TimeSpan LoadTime)
{
    /// <summary>Time from the question to the end of the answer.</summary>
    public TimeSpan TotalTime { get; init; }

    /// <summary>Time spent in the server's own queue: what is left of the total.</summary>
    public TimeSpan QueueTime => TotalTime - LoadTime - PromptTime - WriteTime is { Ticks: > 0 } wait ? wait : default;
}
