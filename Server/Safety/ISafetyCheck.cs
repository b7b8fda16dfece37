namespace Interception.Server.Safety;

/// <summary>Looks at a text and says yes or no.</summary>
public interface ISafetyCheck
{
    /// <summary>Checks the parts, apart and together.</summary>
    /// <param name="question">The texts and where they come from.</param>
    /// <param name="progress">Told when a model is loaded for the check; null when nobody listens.</param>
    /// <param name="cancellationToken">Stops the check and the model behind it.</param>
    /// <returns>A verdict; only <see cref="Verdict.Safe"/> lets the text on.</returns>
    /// <exception cref="SafetyUnavailableException">The check could not be made or understood.</exception>
    Task<Verdict> CheckAsync(SafetyQuestion question, IProgress<SafetyProgress>? progress, CancellationToken cancellationToken);
}
