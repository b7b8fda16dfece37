using Interception.Server.Contracts;

namespace Interception.Client.Console.Typing;

/// <summary>What stages and statuses are called for a person.</summary>
internal static class StageWords
{
    public static string For(Stage stage) => stage.Name switch
    {
        nameof(Stage.PreInterception) => "Your idea",
        nameof(Stage.Interception) => "Interception",
        nameof(Stage.PreOutput) => "On the way to the piece",
        nameof(Stage.Output) => "The finished piece",
        // A stage that a later server has is called by its name.
        var name => name,
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
