using Interception.Server.Contracts;
using Microsoft.Extensions.Options;

namespace Interception.Server.Safety.Crisis;

/// <summary>Recognises a cry for help before any other check. It needs no model, so help is offered even when no model answers.</summary>
internal sealed class CrisisCheck(CrisisPhrases phrases, IOptions<SafetyOptions> options) : ISafetyCheck
{
    private readonly bool _listens = options.Value.Level != SafetyLevel.Research;

    public Task<Verdict> CheckAsync(
        SafetyQuestion question, IProgress<SafetyProgress>? progress, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<Verdict>(cancellationToken)
            : Task.FromResult(IsCry(question) ? Verdict.Unsafe(TextCategory.SelfHarm) : Verdict.Safe);

    /// <summary>Whether a child cries for help.</summary>
    // A gap between two parts counts like a gap between two words, so all parts are searched together.
    public bool IsCry(SafetyQuestion question) =>
        _listens && !question.IsAnswer && phrases.AreIn(string.Join('\n', question.Parts));
}
