using Interception.Server.Contracts;

namespace Interception.Client.Console.Typing;

/// <summary>What stages and statuses are called for a person.</summary>
internal static class StageWords
{
    public static string For(Stage stage) => stage switch
    {
        Stage.PreInterception => "Your idea",
        Stage.Interception => "Interception",
        Stage.PreOutput => "On the way to the piece",
        Stage.Output => "The finished piece",
        _ => $"{stage}",
    };

    /// <returns>Null for what the growing text says itself.</returns>
    public static string? For(StageStatus status) => status switch
    {
        StageStatus.Checking => "checking",
        StageStatus.LoadingModel => "loading the model",
        StageStatus.Reading => "reading",
        StageStatus.Thinking => "thinking",
        StageStatus.Retrying => "trying again",
        _ => null,
    };
}
