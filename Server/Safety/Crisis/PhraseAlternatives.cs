namespace Interception.Server.Safety.Crisis;

/// <summary>Expands a phrase with alternatives: <c>a (b|c|) d</c> becomes <c>a b d</c>, <c>a c d</c> and <c>a d</c>.</summary>
internal static class PhraseAlternatives
{
    /// <summary>All phrases that it stands for; brackets may be nested.</summary>
    /// <exception cref="InvalidDataException">A bracket is unmatched.</exception>
    public static IEnumerable<string> Expand(string phrase)
    {
        var open = phrase.IndexOf('(', StringComparison.Ordinal);
        if (open < 0) return phrase.Contains(')') ? throw Unpaired(phrase) : [phrase];
        var close = CloseOf(phrase, open);
        return
            from choice in Choices(phrase[(open + 1)..close])
            from inside in Expand(choice)
            from rest in Expand(phrase[(close + 1)..])
            select phrase[..open] + inside + rest;
    }

    private static int CloseOf(string phrase, int open)
    {
        var depth = 0;
        for (var i = open; i < phrase.Length; i++)
        {
            if (phrase[i] == '(') depth++;
            else if (phrase[i] == ')' && --depth == 0) return i;
        }

        throw Unpaired(phrase);
    }

    private static IEnumerable<string> Choices(string inside)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < inside.Length; i++)
        {
            depth += inside[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (inside[i] != '|' || depth > 0) continue;
            yield return inside[start..i];
            start = i + 1;
        }
        yield return inside[start..];
    }

    private static InvalidDataException Unpaired(string phrase) => new($"A bracket of \"{phrase}\" has no other half.");
}
