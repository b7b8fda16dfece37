using System.Text;

namespace Interception.Server.Generation.Streaming;

/// <summary>What a model must have read at the very least, to tell an answer to a prompt that was cut in silence.</summary>
internal static class PromptSize
{
    /// <summary>Below this nothing is said: an error of counting may be larger.</summary>
    private const int SmallestTold = 6_000;

    /// <summary>No tokenizer puts so many bytes of a text into one token, on an average.</summary>
    private const int BytesOfToken = 16;

    /// <summary>Whether so many tokens cannot have been the prompt. Zero says nothing.</summary>
    public static bool IsCut(ModelPrompt prompt, int tokens)
    {
        if (tokens <= 0) return false;
        var bytes = prompt.Turns is { } turns
            ? turns.Sum(BytesOf)
            : BytesOf(prompt.Instructions) + prompt.Parts.Sum(part => BytesOf(part.Text));
        return bytes >= SmallestTold && tokens < bytes / BytesOfToken;
    }

    /// <summary>A character that is repeated counts once: rows of blanks or lines become few tokens.</summary>
    private static int BytesOf(string text)
    {
        var (bytes, last) = (0, default(Rune));
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune == last ? 0 : rune.Utf8SequenceLength;
            last = rune;
        }

        return bytes;
    }
}
