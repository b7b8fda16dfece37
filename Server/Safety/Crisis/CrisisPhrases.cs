using System.Buffers;
using System.Collections.Frozen;
using Interception.Server.Safety.Reading;

namespace Interception.Server.Safety.Crisis;

/// <summary>Phrases in which people say that they want to die or to hurt themselves, in six languages.</summary>
internal sealed class CrisisPhrases
{
    private static readonly string[] Languages = ["de", "en", "tr", "ar", "uk"];

    private readonly FrozenSet<string> _small;
    private readonly string[] _harmless;
    private readonly SearchValues<string> _cries;

    /// <summary>Reads the lines of a list; <c>de.txt</c> explains the format.</summary>
    /// <exception cref="InvalidDataException">A line has an unmatched bracket.</exception>
    public CrisisPhrases(IEnumerable<string> lines)
    {
        var phrases = lines.Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0)
            .ToLookup(line => line[0] is '~' or '-' ? line[0] : ' ', line => line.TrimStart('~', '-'));
        _small = phrases['~'].SelectMany(Split).ToFrozenSet();
        _harmless = [.. phrases['-'].SelectMany(PhraseAlternatives.Expand).Select(Folded)];
        _cries = SearchValues.Create([.. phrases[' '].SelectMany(PhraseAlternatives.Expand).Select(Folded).Distinct()], StringComparison.Ordinal);
    }

    /// <summary>Reads the list of every language.</summary>
    /// <exception cref="InvalidDataException">A list is missing or cannot be used; the message says what to do.</exception>
    public static CrisisPhrases Load(string folder) => new(Languages.SelectMany(language => Read(Path.Combine(folder, $"{language}.txt"))));

    /// <summary>Whether this text is a cry for help.</summary>
    public bool AreIn(string text)
    {
        var words = Words(text);
        foreach (var phrase in _harmless) words = words.Replace(phrase, " ", StringComparison.Ordinal);
        return words.AsSpan().ContainsAny(_cries);
    }

    private string Folded(string phrase)
    {
        var words = Words(phrase);
        return words[(phrase.StartsWith('*') ? 1 : 0)..(phrase.EndsWith('*') ? ^1 : ^0)];
    }

    private string Words(string text) => $" {string.Join(' ', Split(text).Where(word => !_small.Contains(word)))} ";

    // Turkish writes i with and without its dot; Arabic stretches letters; the Ukrainian apostrophe counts as a letter.
    private static string[] Split(string text) => TextFolding.Words(text.Replace('ʼ', '\''))
        .Replace('ı', 'i').Replace("ـ", "", StringComparison.Ordinal).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Read(string path) => File.Exists(path)
        ? File.ReadLines(path)
        : throw new InvalidDataException($"The list of crisis phrases {path} is missing. Put it back as it came with this version.");
}
