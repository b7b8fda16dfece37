using Interception.Server.Contracts;

namespace Interception.Server.Safety.Terms;

/// <summary>The term lists on disk: <c>category.anything.txt</c>. The name says for which levels a list is.</summary>
internal static class TermFolder
{
    private static readonly string[] Shipped =
    [
        "hate-symbols.de.txt", "hate-symbols.en.txt", "hate-symbols.world.txt", "other.de.txt", "other.en.txt", "other.kids.txt",
        "self-harm.de.txt", "self-harm.en.txt", "sexual.criminal.txt", "sexual.de.txt", "sexual.en.txt", "sexual.kids.txt",
        "violence.criminal.txt", "violence.de.txt", "violence.en.txt",
    ];

    /// <summary>Reads the shipped lists and an operator's own.</summary>
    /// <param name="folder">The folder of the shipped lists; none may be missing.</param>
    /// <param name="own">A folder with more lists; empty for none.</param>
    /// <param name="level">Lists for other levels are checked and left out.</param>
    /// <exception cref="InvalidDataException">A list is missing or cannot be used; the message names it and says what to do.</exception>
    public static TermMatcher Load(string folder, string own, SafetyLevel level)
    {
        foreach (var path in Shipped.Select(name => Path.Combine(folder, name)))
            if (!File.Exists(path)) throw new InvalidDataException($"The term list {path} is missing. Put it back as it came with this version.");
        if (own.Length > 0 && !Directory.Exists(own))
            throw new InvalidDataException($"Safety:TermsFolder is '{own}', but there is no such folder.");
        string[] folders = own.Length == 0 ? [folder] : [folder, own];
        return new(folders.SelectMany(Files).SelectMany(path => Read(path, level)));
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal);

    private static IEnumerable<ListedTerm> Read(string path, SafetyLevel level)
    {
        if (Path.GetFileName(path).Split('.') is not [var name, var part, .., "txt"] || CategoryNames.Find(name) is not { } category)
        {
            throw new InvalidDataException(
                $"The term list {path} has no name such as other.our-school.txt; it begins with one of {string.Join(", ", CategoryNames.All)}.");
        }

        var terms = TermList.Read(category, path, File.ReadLines(path));
        return IsFor(level, category, part) ? terms : [];
    }

    private static bool IsFor(SafetyLevel level, TextCategory category, string part) => level switch
    {
        _ when category == TextCategory.HateSymbols => true,
        SafetyLevel.Research => false,
        SafetyLevel.Adult => part == "criminal",
        SafetyLevel.Youth => part != "kids",
        _ => true,
    };
}
