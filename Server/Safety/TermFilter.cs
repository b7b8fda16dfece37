namespace Interception.Server.Safety;

/// <summary>Says no to what is listed. Needs no model and is the same for everybody.</summary>
internal sealed class TermFilter(Terms terms) : ISafetyCheck
{
    public Task<Verdict> CheckAsync(
        SafetyQuestion question, IProgress<SafetyProgress>? progress, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<Verdict>(cancellationToken)
            : Task.FromResult(Check(question.Parts));

    // A line's end is a boundary like any other, so what is found in one part is found in all of them together.
    private Verdict Check(IEnumerable<string> parts) =>
        terms.Find(string.Join('\n', parts)) is { } category ? Verdict.Unsafe(category) : Verdict.Safe;
}
