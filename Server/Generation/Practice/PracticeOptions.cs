namespace Interception.Server.Generation.Practice;

/// <summary>When the practice voice writes. Bound from the <c>Practice</c> section.</summary>
internal sealed class PracticeOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Practice";

    /// <summary>Whether the practice voice writes; with Auto until an Ollama server that has a model which can write has answered once. Default: <see cref="PracticeMode.Auto"/>.</summary>
    public PracticeMode Mode { get; set; } = PracticeMode.Auto;
}

/// <summary>The choices for <see cref="PracticeOptions.Mode"/>.</summary>
internal enum PracticeMode
{
    /// <summary>Practice until an Ollama server that has a model which can write has answered once; from then on never.</summary>
    Auto,

    /// <summary>Always, with no model at all.</summary>
    Always,

    /// <summary>Never: without a model server there is no text.</summary>
    Never,
}
