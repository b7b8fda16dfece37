namespace Interception.Client.Console.Measuring;

/// <summary>A run's figures as a table, a line a stage.</summary>
internal static class FigureTable
{
    public static async Task WriteAsync(TextWriter writer, IEnumerable<StreamMeter> stages)
    {
        await writer.WriteLineAsync(Line("stage", "first piece", "pieces", "longest gap", "characters"));
        foreach (var stage in stages)
            await writer.WriteLineAsync(Line($"{stage.Stage}", Ms(stage.FirstPiece), $"{stage.Pieces}",
                Ms(stage.Pieces > 1 ? stage.LongestGap : null), $"{stage.Characters}"));
    }

    private static string Line(string stage, string first, string pieces, string gap, string characters) =>
        $"  {stage,-16}{first,12}{pieces,8}{gap,13}{characters,12}";

    private static string Ms(TimeSpan? time) =>
        time is null ? "-" : FormattableString.Invariant($"{time.Value.TotalMilliseconds:0} ms");
}
