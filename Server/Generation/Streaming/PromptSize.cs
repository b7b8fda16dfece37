using System.Text;

namespace Interception.Server.Generation.Streaming;

/// <summary>The smallest number of tokens that a prompt must have, to detect a prompt that was cut silently.</summary>
internal static class PromptSize
{
    /// <summary>Below this size nothing is decided, because counting may be off by more.</summary>
    private const int SmallestTold = 6_000;

    /// <summary>No tokenizer puts more bytes of a text into one token, on average.</summary>
    private const int BytesOfToken = 16;

    /// <summary>Whether this number of tokens is too small for the prompt. Zero means unknown.</summary>
    public static bool IsCut(ModelPrompt prompt, int tokens)
    {
        if (tokens <= 0) return false;
        var bytes = prompt.Turns is { } turns
            ? turns.Sum(BytesOf)
            : BytesOf(prompt.Instructions) + prompt.Parts.Sum(part => BytesOf(part.Text));
        return bytes >= SmallestTold && tokens < bytes / BytesOfToken;
    }

    /// <summary>A repeated character counts once: rows of blanks or lines become few tokens.</summary>
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
