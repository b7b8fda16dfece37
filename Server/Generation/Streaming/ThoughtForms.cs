using System.Buffers;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.Streaming;

/// <summary>The table of all marks of thoughts. <c>Models:ThoughtForms</c> adds to it.</summary>
internal sealed class ThoughtForms
{
    private const string Final = "<|channel|>final";

    private static readonly string[] TagNames =
    [
        "think", "thinking", "thought", "thoughts", "reason", "reasoning", "reflection", "analysis", "scratchpad",
        "inner_monologue", "internal_monologue", "inner_thoughts", "thought_process", "chain_of_thought", "cot", "rationale",
        "antthinking", "seed:think", "longcat_think",
    ];

    private static readonly string[] SignNames = ["THINK", "THINKING", "THOUGHT", "THOUGHTS", "REASON", "REASONING", "REFLECTION", "SCRATCHPAD"];

    private static readonly ThoughtForm[] Known =
    [
        .. TagNames.Select(name => new ThoughtForm(ThoughtFormKind.Tag, $"<{name}>", $"</{name}>")),
        // Magistral.
        .. SignNames.Select(name => new ThoughtForm(ThoughtFormKind.Tag, $"[{name}]", $"[/{name}]")),
        // Kimi-VL.
        new(ThoughtFormKind.Tag, "◁think▷", "◁/think▷"),
        // For gpt-oss when its channels were not parsed.
        new(ThoughtFormKind.Control, "<|channel|>analysis<|message|>", "<|end|>", Final),
        new(ThoughtFormKind.Control, "<|channel|>commentary<|message|>", "<|end|>", Final),
        // Something else may stand between the channel's name and its message.
        new(ThoughtFormKind.Control, "<|channel|>analysis", "<|end|>", Final),
        new(ThoughtFormKind.Control, "<|channel|>commentary", "<|end|>", Final),
        // Gemma 4.
        new(ThoughtFormKind.Control, "<|channel>thought", "<channel|>"),
        // Cohere, OpenThinker.
        new(ThoughtFormKind.Control, "<|START_THINKING|>", "<|END_THINKING|>"),
        new(ThoughtFormKind.Control, "<|begin_of_thought|>", "<|end_of_thought|>"),
        // Granite 3.2.
        new(ThoughtFormKind.Words, "Here is my thought process:", "Here is my response:"),
        new(ThoughtFormKind.Words, "Here's my thought process:", "Here's my response:"),
    ];

    /// <summary>Marks around an answer in channels, which are neither thought nor text.</summary>
    private static readonly string[] Frames =
    [
        "<|start|>assistant", "<|start|>", Final + "<|message|>", Final, "<|message|>", "<|end|>", "<|return|>", "<|channel>final",
        "<|begin_of_solution|>", "<|end_of_solution|>", "<|START_RESPONSE|>", "<|END_RESPONSE|>",
    ];

    private readonly (string Word, ThoughtMark Mark)[] _marks;

    public ThoughtForms(IOptions<ModelOptions> options)
    {
        ThoughtForm[] forms = [.. Known, .. options.Value.ThoughtForms.Select(Own)];
        _marks = [.. MarksOf(forms)];
        Marks = SearchValues.Create([.. _marks.Where(mark => mark.Mark.Form?.Kind != ThoughtFormKind.Words).Select(mark => mark.Word[0]).Distinct()]);
        LoneClosings = [.. forms.Where(form => form.Kind != ThoughtFormKind.Words).SelectMany(form => form.Closings).Except(Frames)];
    }

    /// <summary>The first characters of marks in the middle of a text.</summary>
    public SearchValues<char> Marks { get; }

    /// <summary>The marks which say that everything before was thought, without an opening.</summary>
    public IReadOnlyList<string> LoneClosings { get; }

    /// <summary>The mark at the beginning of a text; the longest one counts.</summary>
    /// <param name="text">Not empty.</param>
    /// <param name="isBeginning">Whether it is the beginning of an answer.</param>
    /// <param name="isEnd">Whether nothing more follows.</param>
    public ThoughtMark MarkAt(ReadOnlySpan<char> text, bool isBeginning, bool isEnd)
    {
        var longest = default(ThoughtMark);
        foreach (var (word, mark) in _marks)
        {
            if (mark.Form?.Kind == ThoughtFormKind.Words && !isBeginning) continue;
            if (text.Length < word.Length)
            {
                if (!isEnd && word.AsSpan().StartsWith(text, StringComparison.OrdinalIgnoreCase)) return new(ThoughtMarkKind.MayBecome, 0);
            }
            else if (word.Length > longest.Length && text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                longest = mark;
            }
        }

        return longest;
    }

    /// <summary>How many characters at the end of a text may become one of these words.</summary>
    public static int Beginning(ReadOnlySpan<char> text, IReadOnlyList<string> words)
    {
        var longest = 0;
        foreach (var word in words)
        {
            for (var length = Math.Min(word.Length - 1, text.Length); length > longest; length--)
                if (text.EndsWith(word.AsSpan(0, length), StringComparison.OrdinalIgnoreCase)) longest = length;
        }

        return longest;
    }

    /// <summary>Frames come first: one that also ends thoughts is ignored when no thoughts are open.</summary>
    private static IEnumerable<(string Word, ThoughtMark Mark)> MarksOf(ThoughtForm[] forms) =>
    [
        .. Frames.Select(frame => (frame, new ThoughtMark(ThoughtMarkKind.Frame, frame.Length))),
        .. forms.Select(form => (form.Opening, new ThoughtMark(ThoughtMarkKind.Opening, form.Opening.Length, form))),
        .. forms.Where(form => form.Kind != ThoughtFormKind.Words)
            .SelectMany(form => form.Closings.Select(closing => (closing, new ThoughtMark(ThoughtMarkKind.Closing, closing.Length, form)))),
    ];

    private static ThoughtForm Own(string written)
    {
        var words = written.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(ThoughtFormKind.Tag, words[0], words[1]);
    }
}

/// <summary>A mark at a position of a text.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Length">Its length.</param>
/// <param name="Form">The form that it opens or closes.</param>
internal readonly record struct ThoughtMark(ThoughtMarkKind Kind, int Length, ThoughtForm? Form = null);

/// <summary>The kinds of marks.</summary>
internal enum ThoughtMarkKind
{
    /// <summary>No mark.</summary>
    None,

    /// <summary>The next characters decide.</summary>
    MayBecome,

    /// <summary>Opens thoughts.</summary>
    Opening,

    /// <summary>Closes thoughts.</summary>
    Closing,

    /// <summary>Belongs to the protocol, and is neither thought nor text.</summary>
    Frame,
}
