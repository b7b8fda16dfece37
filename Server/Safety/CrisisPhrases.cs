using System.Buffers;

namespace Interception.Server.Safety;

/// <summary>How people say that they want to die or to hurt themselves, in five languages.</summary>
internal sealed class CrisisPhrases
{
    private static readonly string[] Languages = ["de", "en", "tr", "ar", "uk"];

    private readonly SearchValues<string> _cries;
    private readonly string[] _harmless;

    /// <summary>Takes the lines of a list; the first one shipped says how they are written.</summary>
    public CrisisPhrases(IEnumerable<string> lines)
    {
        var phrases = lines.Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0).ToLookup(line => line.StartsWith('-'));
        _harmless = [.. phrases[true].SelectMany(line => Alternatives.Of(line[1..])).Select(Folded)];
        _cries = SearchValues.Create([.. phrases[false].SelectMany(Alternatives.Of).Select(Folded).Distinct()], StringComparison.Ordinal);
    }

    /// <summary>Reads the list of every language.</summary>
    /// <exception cref="InvalidDataException">A list is missing; the message names it and the way out.</exception>
    public static CrisisPhrases Load(string folder) => new(Languages.SelectMany(language => Read(Path.Combine(folder, $"{language}.txt"))));

    /// <summary>Whether somebody cries for help in this text.</summary>
    public bool AreIn(string text)
    {
        var words = Words(text);
        foreach (var phrase in _harmless) words = words.Replace(phrase, " ", StringComparison.Ordinal);
        return words.AsSpan().ContainsAny(_cries);
    }

    private static string Folded(string phrase)
    {
        var words = Words(phrase);
        return words[(phrase.StartsWith('*') ? 1 : 0)..(phrase.EndsWith('*') ? ^1 : ^0)];
    }

    // Turkish writes i with and without its dot; Arabic draws letters longer; Ukrainian has an apostrophe that is a letter.
    private static string Words(string text)
    {
        var words = Fold.Words(text.Replace('ʼ', '\'')).Replace('ı', 'i').Replace("ـ", "", StringComparison.Ordinal);
        return $" {string.Join(' ', words.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))} ";
    }

    private static IEnumerable<string> Read(string path) => File.Exists(path)
        ? File.ReadLines(path)
        : throw new InvalidDataException($"The list of crisis phrases {path} is missing. Put it back as it came with this version.");
}
