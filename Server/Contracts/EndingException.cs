namespace Interception.Server.Contracts;

/// <summary>A stage, run or call did not end well. The code and one plain sentence say why; they never contain a child's text.</summary>
/// <param name="code">One of <see cref="Codes"/>.</param>
/// <param name="sentence">What happened and the way out, in plain English.</param>
public sealed class EndingException(string code, string sentence) : Exception(sentence)
{
    /// <summary>One of <see cref="Codes"/>.</summary>
    public string Code { get; } = code;

    /// <summary>The stage where it happened; null outside a stage.</summary>
    public Stage? Stage { get; init; }

    /// <summary>What a check found, for <see cref="Codes.Blocked"/>.</summary>
    public TextCategory? Category { get; init; }

    /// <summary>The field that is wrong, for <see cref="Codes.InvalidRequest"/>.</summary>
    public string? Field { get; init; }
}
