using System.Text;

namespace Interception.Server.Generation.Practice;

/// <summary>A text that grows phrase by phrase: prose in paragraphs, or lines in stanzas.</summary>
internal sealed class PracticeText(bool lines, SlotFiller filling, List<SlotPhrase> bridges)
{
    private readonly StringBuilder _text = new();
    private readonly int _paragraph = lines ? 2 : 4;
    private int _phrases;
    private int _after;

    public int Words => SlotPhrase.CountOf(_text.ToString());

    /// <summary>Moves the first fitting phrase from the list to the text; when none fits, it puts a bridge in front.</summary>
    public void AddOneOf(List<SlotPhrase> candidates)
    {
        if (!candidates.Exists(Fits) && bridges.Count > 0)
        {
            bridges.Add(bridges[0]);
            Move(bridges, 0);
        }

        Move(candidates, candidates.IndexOf(candidates.Find(Fits) ?? candidates.MinBy(phrase => phrase.Before)!));
    }

    // Two texts may use the same phrases in the same order, so eight words in a row never come from the book alone.
    private bool Fits(SlotPhrase phrase) => _after + phrase.Before <= SlotPhrase.LongestRun;

    private void Move(List<SlotPhrase> candidates, int at)
    {
        _text.Append(Gap()).Append(filling.Fill(candidates[at], _after));
        _phrases++;
        _after = candidates[at].After;
        candidates.RemoveAt(at);
    }

    public override string ToString() => _text.ToString();

    private string Gap() =>
        _phrases == 0 ? ""
        : _phrases % _paragraph == 0 ? "\n\n"
        : lines ? "\n" : " ";
}
