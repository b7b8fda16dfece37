namespace Interception.Tests.Support;

/// <summary>The checkout that the tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>A file's text.</summary>
    /// <param name="path">From the root.</param>
    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "Interception.sln")) ? folder : Above(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder))!);
}
