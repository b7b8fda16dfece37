namespace Interception.Server.Generation.Streaming;

/// <summary>One form in which models mark their thoughts within a text.</summary>
/// <param name="Kind">How certain such a mark is.</param>
/// <param name="Opening">The opening mark.</param>
/// <param name="Closings">The closing marks; any of them ends the thought.</param>
internal sealed record ThoughtForm(ThoughtFormKind Kind, string Opening, params string[] Closings);

/// <summary>How certain it is that such words are a mark.</summary>
internal enum ThoughtFormKind
{
    /// <summary>A tag: certain at the beginning of an answer; later only at the beginning of a line or sentence, and with its end.</summary>
    Tag,

    /// <summary>A model's control token, which does not occur in stories.</summary>
    Control,

    /// <summary>Plain words: only at the beginning of an answer, and with their end.</summary>
    Words,
}
