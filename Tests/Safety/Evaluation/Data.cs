namespace Interception.Tests.Safety.Evaluation;

/// <summary>The evaluation's own data files: one entry a line, remarks behind a #.</summary>
internal static class Data
{
    /// <summary>The entries of a file.</summary>
    public static IEnumerable<string> Lines(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Safety", "Evaluation", "Fixtures", file))
            .Where(line => line.Length > 0 && line[0] != '#');
}
