namespace Interception.Client.Console.Measuring;

/// <summary>Figures as a table: on the left what they are about, the figures to the right of it.</summary>
internal static class FigureTable
{
    /// <summary>A run's figures, a line a stage.</summary>
    public static Task WriteAsync(TextWriter writer, IEnumerable<StreamMeter> stages) => WriteAsync(writer,
        [["stage", "first piece", "pieces", "longest gap", "characters"], .. stages.Select(Row)]);

    /// <param name="writer">Where the table goes.</param>
    /// <param name="rows">The heading first; all of one length.</param>
    public static async Task WriteAsync(TextWriter writer, IReadOnlyList<string[]> rows)
    {
        var widths = rows[0].Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            await writer.WriteLineAsync("  " + row[0].PadRight(widths[0])
                + string.Concat(row.Zip(widths).Skip(1).Select(cell => "   " + cell.First.PadLeft(cell.Second))));
        }
    }

    private static string[] Row(StreamMeter stage) =>
    [
        $"{stage.Stage}", Ms(stage.FirstPiece), $"{stage.Pieces}", Ms(stage.Pieces > 1 ? stage.LongestGap : null), $"{stage.Characters}",
    ];

    private static string Ms(TimeSpan? time) =>
        time is null ? "-" : FormattableString.Invariant($"{time.Value.TotalMilliseconds:0} ms");
}
