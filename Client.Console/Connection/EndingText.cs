using Interception.Server.Contracts;

namespace Interception.Client.Console.Connection;

/// <summary>Says in plain words why a run did not end well.</summary>
internal static class EndingText
{
    /// <param name="end">The run's last event; null when the server sent none.</param>
    /// <param name="stage">The end of the last stage that began, if any.</param>
    /// <returns>Null when it ended well.</returns>
    public static string? Describe(RunEnd? end, StageEnd? stage) => end switch
    {
        null => "The server never said how the run ended.",
        { Outcome: Outcome.Completed } => null,
        { Code: var code } => $"{Endings.ForCode(code ?? Codes.Internal).Sentence} The run ended as {end.Outcome}"
            + $"{In(stage, code)} ({code}{Because(stage?.Category)}).{ComeBack(end.RetryAfterMs)}",
    };

    private static string In(StageEnd? stage, string? code) => stage?.Code == code ? $" in {stage?.Stage}" : "";

    private static string Because(TextCategory? category) =>
        category is { } known ? $", {known.WireName()}" : "";

    private static string ComeBack(int? afterMs) =>
        afterMs is null ? "" : FormattableString.Invariant($" Try again in {Math.Ceiling(afterMs.Value / 1000.0)} s.");
}
