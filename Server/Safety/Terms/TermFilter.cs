namespace Interception.Server.Safety.Terms;

/// <summary>Says no to what is listed, and tells the judge where to look. Needs no model and is the same for everybody.</summary>
internal sealed class TermFilter(TermMatcher terms) : ISafetyCheck
{
    public Task<Verdict> CheckAsync(
        SafetyQuestion question, IProgress<SafetyProgress>? progress, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<Verdict>(cancellationToken)
            : Task.FromResult(Check(question.Written ?? question.Parts));

    // A line's end is a gap like any other, so what is found in one part is found in all of them together.
    private Verdict Check(IReadOnlyList<string> parts)
    {
        var all = terms.Match(string.Join('\n', parts));
        if (all.Category is { } category) return Verdict.Unsafe(category);
        foreach (var pair in Elsewhere(parts))
            if (terms.Find(pair) is { } together) return Verdict.Unsafe(together);
        return all.Hints.Count == 0 ? Verdict.Safe : Verdict.Safe with { Hints = all.Hints };
    }

    // Nobody can know in which order a model will read the parts together.
    private static IEnumerable<string> Elsewhere(IReadOnlyList<string> parts) =>
        from first in Enumerable.Range(0, parts.Count)
        from second in Enumerable.Range(0, parts.Count)
        where second != first && second != first + 1
        select $"{parts[first]}\n{parts[second]}";
}
