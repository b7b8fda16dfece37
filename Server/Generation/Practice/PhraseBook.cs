namespace Interception.Server.Generation.Practice;

/// <summary>One file of phrases: lines below headings.</summary>
internal sealed class PhraseBook
{
    private static readonly Dictionary<string, PhraseBook> Books = LoadAll();
    private readonly Dictionary<string, List<string>> _sections = new(StringComparer.Ordinal);

    private PhraseBook(string name, TextReader lines)
    {
        Name = name;
        List<string> section = [];
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                _sections[line[2..]] = section = [];
            }
            else if (line.Length > 0)
            {
                section.Add(line);
            }
        }
    }

    /// <summary>The language and the file: <c>de/opposite</c>.</summary>
    public string Name { get; }

    /// <summary>All books, in the order of their names.</summary>
    public static IEnumerable<PhraseBook> All => Books.Values.OrderBy(book => book.Name, StringComparer.Ordinal);

    /// <summary>The lines of a section; empty when the book does not have it.</summary>
    public IReadOnlyList<string> this[string section] => _sections.GetValueOrDefault(section) ?? [];

    public static PhraseBook Named(string language, string name) => Books[$"{language}/{name}"];

    private static Dictionary<string, PhraseBook> LoadAll()
    {
        var assembly = typeof(PhraseBook).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Phrases/", StringComparison.Ordinal))
            .Select(name => new PhraseBook(
                name["Phrases/".Length..].Replace('\\', '/'),
                new StreamReader(assembly.GetManifestResourceStream(name)!)))
            .ToDictionary(book => book.Name, StringComparer.Ordinal);
    }
}
