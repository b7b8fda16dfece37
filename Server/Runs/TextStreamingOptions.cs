using System.ComponentModel.DataAnnotations;

namespace Interception.Server.Runs;

/// <summary>How text is handed on. Bound from the <c>TextStreaming</c> section.</summary>
internal sealed class TextStreamingOptions
{
    /// <summary>False: a stage's text arrives in one piece at its end. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The page's pace for a text that is known whole, in milliseconds a character. Default: 30.</summary>
    [Range(1, 1_000)]
    public int CharacterIntervalMs { get; set; } = 30;
}
