using Interception.Server.Contracts;
using Microsoft.Extensions.Options;

namespace Interception.Server.Safety.PersonalData;

/// <summary>Finds where a child tells who it is or where it lives, before any model sees it. Adults decide for themselves.</summary>
internal sealed class PersonalDataCheck(IOptions<SafetyOptions> options) : ISafetyCheck
{
    private readonly bool _looks = options.Value.Level is SafetyLevel.Kids or SafetyLevel.Youth;

    public Task<Verdict> CheckAsync(
        SafetyQuestion question, IProgress<SafetyProgress>? progress, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<Verdict>(cancellationToken)
            : Task.FromResult(Tells(question) ? Verdict.Unsafe(TextCategory.PersonalData) : Verdict.Safe);

    private bool Tells(SafetyQuestion question) => _looks && !question.IsAnswer && question.Parts.Any(PersonalDataFinder.IsIn);
}
