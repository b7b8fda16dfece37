namespace Interception.Server.Generation;

/// <summary>The purpose of an answer.</summary>
public enum GenerationJob
{
    /// <summary>A text in another language.</summary>
    Translation,

    /// <summary>An idea rewritten by rules.</summary>
    Interception,

    /// <summary>A finished piece.</summary>
    Output,

    /// <summary>A judge's verdict.</summary>
    Verdict,
}
