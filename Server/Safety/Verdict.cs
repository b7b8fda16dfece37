using Interception.Server.Contracts;

namespace Interception.Server.Safety;

/// <summary>What a check says.</summary>
/// <param name="IsSafe">True only when the check said so clearly.</param>
/// <param name="Category">What it objected to, when it did.</param>
public sealed record Verdict(bool IsSafe, TextCategory? Category)
{
    /// <summary>The text may go on.</summary>
    public static readonly Verdict Safe = new(true, null);

    /// <summary>What the next check should look at, in words of ours.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>The text may not go on.</summary>
    public static Verdict Unsafe(TextCategory category) => new(false, category);
}
