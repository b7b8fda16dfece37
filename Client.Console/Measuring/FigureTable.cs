namespace Interception.Client.Console.Measuring;

/// <summary>Writes figures as a table, with their names on the left.</summary>
internal static class FigureTable
{
    /// <summary>The figures of a run, one line for each stage.</summary>
    public static Task WriteAsync(TextWriter writer, IEnumerable<StreamMeter> stages) => WriteAsync(writer,
        [["stage", "first piece", "pieces", "longest gap", "characters"], .. stages.Select(Row)]);

    /// <param name="writer">The output.</param>
    /// <param name="rows">The rows, the heading first; all of one length.</param>
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
