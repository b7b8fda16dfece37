namespace Interception.Server.Safety.Terms;

/// <summary>Blocks listed terms, and tells the judge where to look. It needs no model and treats every text alike.</summary>
internal sealed class TermFilter(TermMatcher terms) : ISafetyCheck
{
    public Task<Verdict> CheckAsync(
        SafetyQuestion question, IProgress<SafetyProgress>? progress, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<Verdict>(cancellationToken)
            : Task.FromResult(Check(question.Written ?? question.Parts));

    // A line end is a gap like any other, so all parts are searched together.
    private Verdict Check(IReadOnlyList<string> parts)
    {
        var all = terms.Match(string.Join('\n', parts));
        if (all.Category is { } category) return Verdict.Unsafe(category);
        foreach (var pair in Elsewhere(parts))
            if (terms.Find(pair) is { } together) return Verdict.Unsafe(together);
        return all.Hints.Count == 0 ? Verdict.Safe : Verdict.Safe with { Hints = all.Hints };
    }

    // The order in which a model reads the parts is unknown, so every order is searched.
    private static IEnumerable<string> Elsewhere(IReadOnlyList<string> parts) =>
        from first in Enumerable.Range(0, parts.Count)
        from second in Enumerable.Range(0, parts.Count)
        where second != first && second != first + 1
        select $"{parts[first]}\n{parts[second]}";
}
