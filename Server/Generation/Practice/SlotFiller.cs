using System.Globalization;
using System.Text.RegularExpressions;

namespace Interception.Server.Generation.Practice;

/// <summary>Fills words into the <c>{slots}</c> of phrases.</summary>
internal sealed partial class SlotFiller(Random random, string language, OwnKeywords own, OwnKeywords? rules)
{
    private readonly ShuffleBag _words = new(own.Words, random);
    private readonly ShuffleBag _groups = new(own.Groups, random);
    private readonly ShuffleBag _demands = new(rules?.Words ?? own.Words, random);
    private readonly InventedWords _invented = new(random);
    private string _last = own.Words[0];

    /// <param name="phrase">A phrase with open slots.</param>
    /// <param name="before">How many words stand between it and the last word that only this text has.</param>
    public string Fill(SlotPhrase phrase, int before) => Slots().Replace(phrase.Text, slot =>
        Slot(slot.Groups[1].Value, isAlone: !phrase.HasCompany(slot.Index, before)));

    // Another child's text may have the same single word, but hardly the same two together.
    private string Slot(string name, bool isAlone) => name switch
    {
        "w" => Quoted(_last = Own(isAlone)),
        "B" => (_last = Own(isAlone)).ToUpperInvariant().Replace('ß', 'ẞ'),
        "q" => Quoted(_last = _words.Next()),
        "b" => _last = _words.Next(),
        "same" => _last,
        "rule" => Quoted(_demands.Next()),
        "secret" => _invented.For(_last),
        "name" => _invented.Name,
        "other" => _invented.OtherName,
        _ => _invented.Number().ToString(CultureInfo.InvariantCulture),
    };

    private string Own(bool isAlone) => isAlone || random.Next(3) == 0 ? _groups.Next() : _words.Next();

    private string Quoted(string words) => language == LanguageGuess.German ? $"„{words}“" : $"“{words}”";

    [GeneratedRegex(@"\{(w|q|b|B|same|rule|secret|name|other|n)\}")]
    private static partial Regex Slots();
}
