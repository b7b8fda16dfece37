using System.Globalization;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Typing;

/// <summary>The names of stages and statuses for a person.</summary>
internal static class StageWords
{
    public static string For(Stage stage) => stage.Name switch
    {
        nameof(Stage.PreInterception) => "Your idea",
        nameof(Stage.Interception) => "Interception",
        nameof(Stage.PreOutput) => "On the way to the piece",
        nameof(Stage.Output) => "The finished piece",
        // An unknown stage of a later server is shown by its name.
        var name => name,
    };

    /// <returns>Null when the growing text shows it already.</returns>
    public static string? For(StageStatus status) => status switch
    {
        StageStatus.Checking => "checking",
        StageStatus.LoadingModel => "loading the model",
        StageStatus.Reading => "reading",
        StageStatus.Thinking => "thinking",
        StageStatus.Retrying => "trying again",
        _ => null,
    };

    /// <summary>The place in the queue, the estimate, and the reason.</summary>
    public static string For(Queued waiting) => $"waiting as number {waiting.Position}{About(waiting.EtaSeconds)}{Because(waiting.WaitsFor)}";

    /// <summary>The progress of a model's download.</summary>
    public static string For(ModelPull pull) => pull.Total > 0
        ? string.Create(CultureInfo.InvariantCulture, $"fetching the model {pull.Model}: {100 * pull.Completed / pull.Total} %")
        : $"fetching the model {pull.Model}";

    private static string About(IReadOnlyList<double>? seconds) => seconds is [var low, var high]
        ? string.Create(CultureInfo.InvariantCulture, $", {low:0} to {high:0} s")
        : "";

    private static string Because(WaitReason reason) => reason switch
    {
        WaitReason.Model => "; no model server is well at the moment",
        WaitReason.Test => "; the judge is being tested",
        WaitReason.Hold => "; the teacher holds the line",
        _ => "",
    };
}
