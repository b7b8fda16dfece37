namespace Interception.Server.Generation;

/// <summary>Some models think aloud in their text: what a leading <c>&lt;think&gt;</c> opens is thought, not text.</summary>
internal sealed class ThoughtsAloud
{
    private const string Opening = "<think>";
    private const string Closing = "</think>";

    private Action<string, List<Generated>> _take;
    private string _held = "";

    public ThoughtsAloud() => _take = Begin;

    /// <summary>Adds what a piece turns out to be; holds back only what may still become a tag.</summary>
    public void Take(string content, List<Generated> pieces)
    {
        var text = _held + content;
        _held = "";
        _take(text, pieces);
    }

    /// <summary>Adds what was held back: the answer is over.</summary>
    public void End(List<Generated> pieces) => Add(_take == Think ? GeneratedKind.Thinking : GeneratedKind.Text, _held, pieces);

    private void Begin(string text, List<Generated> pieces)
    {
        var word = text.TrimStart();
        Write(text[..^word.Length], pieces);
        if (word.StartsWith(Opening, StringComparison.Ordinal))
        {
            _take = Think;
            Think(word[Opening.Length..], pieces);
        }
        else if (Opening.StartsWith(word, StringComparison.Ordinal))
        {
            _held = word;
        }
        else
        {
            _take = Write;
            Write(word, pieces);
        }
    }

    private void Think(string text, List<Generated> pieces)
    {
        var closing = text.IndexOf(Closing, StringComparison.Ordinal);
        if (closing >= 0)
        {
            Add(GeneratedKind.Thinking, text[..closing], pieces);
            _take = Write;
            Write(text[(closing + Closing.Length)..], pieces);
        }
        else
        {
            _held = text[^BeginningOfClosing(text)..];
            Add(GeneratedKind.Thinking, text[..^_held.Length], pieces);
        }
    }

    private static int BeginningOfClosing(string text) =>
        Enumerable.Range(1, Closing.Length - 1)
            .LastOrDefault(length => text.EndsWith(Closing[..length], StringComparison.Ordinal));

    private static void Write(string text, List<Generated> pieces) => Add(GeneratedKind.Text, text, pieces);

    private static void Add(GeneratedKind kind, string text, List<Generated> pieces)
    {
        if (text.Length > 0)
        {
            pieces.Add(new(kind, text));
        }
    }
}
