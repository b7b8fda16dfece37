namespace Interception.Server.Contracts;

/// <summary>Something ended other than well; says so with a code and one plain sentence, never with a child's text.</summary>
/// <param name="code">One of <see cref="Codes"/>.</param>
/// <param name="sentence">What happened and the way out, in plain English.</param>
public sealed class EndingException(string code, string sentence) : Exception(sentence)
{
    /// <summary>One of <see cref="Codes"/>.</summary>
    public string Code { get; } = code;

    /// <summary>The stage where it happened, when it happened in one.</summary>
    public Stage? Stage { get; init; }

    /// <summary>What a check objected to, for <see cref="Codes.Blocked"/>.</summary>
    public TextCategory? Category { get; init; }

    /// <summary>The field of the request at fault, for <see cref="Codes.InvalidRequest"/>.</summary>
    public string? Field { get; init; }
}
