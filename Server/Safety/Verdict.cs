using Interception.Server.Contracts;

namespace Interception.Server.Safety;

/// <summary>The answer of a check.</summary>
/// <param name="IsSafe">True only when the check clearly said so.</param>
/// <param name="Category">What it found; null for a safe text.</param>
public sealed record Verdict(bool IsSafe, TextCategory? Category)
{
    /// <summary>The text may pass.</summary>
    public static readonly Verdict Safe = new(true, null);

    /// <summary>What the next check should look at, in our own words.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>The text may not pass.</summary>
    public static Verdict Unsafe(TextCategory category) => new(false, category);
}
