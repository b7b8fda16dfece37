using Interception.Server.Contracts;
using Microsoft.Extensions.Options;

namespace Interception.Server.Safety.Crisis;

/// <summary>Hears a cry for help before anything else is looked at. Needs no model, so help is there when models are not.</summary>
internal sealed class CrisisCheck(CrisisPhrases phrases, IOptions<SafetyOptions> options) : ISafetyCheck
{
    private readonly bool _listens = options.Value.Level != SafetyLevel.Research;

    public Task<Verdict> CheckAsync(
        SafetyQuestion question, IProgress<SafetyProgress>? progress, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<Verdict>(cancellationToken)
            : Task.FromResult(IsCry(question) ? Verdict.Unsafe(TextCategory.SelfHarm) : Verdict.Safe);

    /// <summary>Whether a child cries for help.</summary>
    // Between two parts may be what stands between two words, so what is found in one part is found in all together.
    public bool IsCry(SafetyQuestion question) =>
        _listens && !question.IsAnswer && phrases.AreIn(string.Join('\n', question.Parts));
}
