using Interception.Server.Safety;

namespace Interception.Tests.Safety;

/// <summary>Says what it is told to say, and counts how often it is asked.</summary>
internal sealed class AnsweringCheck(Func<CancellationToken, Task<Verdict>> answer) : ISafetyCheck
{
    public int Asked { get; private set; }

    public AnsweringCheck(Verdict verdict)
        : this(_ => Task.FromResult(verdict))
    {
    }

    public AnsweringCheck(Exception failure)
        : this(_ => Task.FromException<Verdict>(failure))
    {
    }

    public Task<Verdict> CheckAsync(
        SafetyQuestion question, IProgress<SafetyProgress>? progress, CancellationToken cancellationToken)
    {
        Asked++;
        return answer(cancellationToken);
    }
}
