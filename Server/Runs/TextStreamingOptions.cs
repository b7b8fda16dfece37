using System.ComponentModel.DataAnnotations;

namespace Interception.Server.Runs;

/// <summary>How text is sent. Bound from the <c>TextStreaming</c> section.</summary>
internal sealed class TextStreamingOptions
{
    /// <summary>False: a stage's text arrives in one piece at its end. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The page's pace for a text that is known whole, in milliseconds for each character. Default: 30.</summary>
    [Range(1, 1_000)]
    public int CharacterIntervalMs { get; set; } = 30;
}
