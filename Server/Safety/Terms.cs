using System.Buffers;
using Interception.Server.Contracts;

namespace Interception.Server.Safety;

/// <summary>All that is listed, by category.</summary>
internal sealed class Terms
{
    private static readonly string[] Languages = ["de", "en"];

    // In this order they are looked for: somebody who may need help comes first.
    private static readonly Category[] Listed =
        [Category.SelfHarm, Category.HateSymbols, Category.Violence, Category.Sexual, Category.Other];

    private readonly (Category Category, SearchValues<string> Terms)[] _lists;

    /// <summary>Takes patterns as <see cref="TermList.Read"/> gives them.</summary>
    public Terms(IReadOnlyDictionary<Category, IReadOnlyList<string>> patterns) => _lists =
    [
        .. Listed.Where(patterns.ContainsKey)
            .Select(category => (category, SearchValues.Create([.. patterns[category]], StringComparison.Ordinal))),
    ];

    /// <summary>What the text's first listed term belongs to; null when nothing in it is listed.</summary>
    public Category? Find(string text)
    {
        var words = Fold.Words(text).AsSpan();
        foreach (var (category, terms) in _lists)
            if (words.ContainsAny(terms)) return category;
        return null;
    }

    /// <summary>Reads <c>category.language.txt</c> for every listed category in every language.</summary>
    /// <exception cref="InvalidDataException">A list is missing or unusable; the message names it and the way out.</exception>
    public static Terms Load(string folder) => new(Listed.ToDictionary(category => category, category =>
        (IReadOnlyList<string>)[.. Languages.SelectMany(language => Read(folder, $"{CategoryNames.Of(category)}.{language}.txt"))]));

    private static IReadOnlyList<string> Read(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            throw new InvalidDataException($"The term list {path} is missing. Put it back as it came with this version.");
        return TermList.Read(path, File.ReadLines(path));
    }
}
