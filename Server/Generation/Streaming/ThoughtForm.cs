namespace Interception.Server.Generation.Streaming;

/// <summary>One way in which models mark their thoughts within a text.</summary>
/// <param name="Kind">How sure it is that the mark is one.</param>
/// <param name="Opening">Before the thought, in any case.</param>
/// <param name="Closings">Behind it; any of them.</param>
internal sealed record ThoughtForm(ThoughtFormKind Kind, string Opening, params string[] Closings);

/// <summary>How sure it is that what looks like a mark is one.</summary>
internal enum ThoughtFormKind
{
    /// <summary>A tag: at the beginning of an answer it is one; later only where a sentence or line begins and when it is closed.</summary>
    Tag,

    /// <summary>A model's control token, which nobody writes in a story.</summary>
    Control,

    /// <summary>Plain words, and only at the beginning of an answer and when they are closed.</summary>
    Words,
}
