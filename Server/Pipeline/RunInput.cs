using Interception.Server.Contracts;

namespace Interception.Server.Pipeline;

/// <summary>What a child asked for, in the form that the stages use. Nothing in it has been checked yet.</summary>
internal sealed record RunInput
{
    /// <summary>The idea; null when the run begins with a given interception.</summary>
    public string? Idea { get; init; }

    /// <summary>The rules, the child's own or a preset's; null for none.</summary>
    public string? Rules { get; init; }

    /// <summary>Whether the rules come from a preset and are not the child's own words.</summary>
    public bool HasPresetRules { get; init; }

    /// <summary>A style, put in front of the rules; null for none.</summary>
    public string? Style { get; init; }

    /// <summary>The language of the page.</summary>
    public required string Language { get; init; }

    /// <summary>The language into which the idea is translated; null for none.</summary>
    public string? TranslateTo { get; init; }

    /// <summary>The language into which the interception is translated; null for none.</summary>
    public string? TranslateOutputTo { get; init; }

    /// <summary>The language into which a text is translated; null for none.</summary>
    public string? LanguageFor(TranslatedText? text) => text switch
    {
        TranslatedText.Idea => TranslateTo,
        TranslatedText.Interception => TranslateOutputTo,
        _ => null,
    };

    /// <summary>What the caller calls the texts, for a refusal that names one.</summary>
    public TextFields Fields { get; init; } = new();

    /// <summary>The form of the finished piece.</summary>
    public OutputForm Form { get; init; } = OutputForm.Story;

    /// <summary>The models of the run.</summary>
    public required RunModels Models { get; init; }
}

/// <summary>The names that a request has for its texts.</summary>
/// <param name="Text">The idea, or an interception.</param>
/// <param name="Rules">The rules.</param>
/// <param name="Style">The style.</param>
internal sealed record TextFields(string Text = "text", string Rules = "rules", string Style = "style");
