using Interception.Server.Contracts;

namespace Interception.Server.Safety.Comparison;

/// <summary>One text with which judges are compared.</summary>
/// <param name="Category">What it is about, or what its harmful neighbour is about; null for an everyday idea.</param>
/// <param name="IsSafe">Whether a judge must let it pass.</param>
/// <param name="Language">A BCP 47 tag.</param>
/// <param name="Form">How it is dressed.</param>
/// <param name="Parts">What the judge gets: one field, or two.</param>
internal sealed record ComparisonText(TextCategory? Category, bool IsSafe, string Language, TextForm Form, IReadOnlyList<string> Parts)
{
    /// <summary>Its category as it is written everywhere.</summary>
    public string CategoryName => Category is { } known ? known.WireName() : ComparisonTexts.Everyday;
}

/// <summary>How a text is dressed.</summary>
internal enum TextForm
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>With characters that look like others, or with strokes between its letters.</summary>
    Disguised,

    /// <summary>Its first half in one field, its second in another.</summary>
    TwoFields,

    /// <summary>In the middle of 4,000 harmless characters.</summary>
    InTheMiddle,
}
