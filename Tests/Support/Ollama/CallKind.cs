namespace Interception.Tests.Support.Ollama;

/// <summary>The purpose of a request.</summary>
public enum CallKind
{
    /// <summary>Anything but chat and generate.</summary>
    Other,

    /// <summary>A chat without messages, or a generate without a prompt: only loads (or unloads) the model.</summary>
    Load,

    /// <summary>Its format is a schema with a <c>nonce</c> const and a <c>verdict</c> enum.</summary>
    Verdict,

    /// <summary>Any other chat or generate.</summary>
    Text,
}
