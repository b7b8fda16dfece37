namespace Interception.Server.Safety;

/// <summary>Checks a text and answers yes or no.</summary>
public interface ISafetyCheck
{
    /// <summary>Checks the parts, each alone and all together.</summary>
    /// <param name="question">The texts and where they come from.</param>
    /// <param name="progress">Told when a model is loaded for the check; null when progress is not needed.</param>
    /// <param name="cancellationToken">Stops the check and the model behind it.</param>
    /// <returns>A verdict; only <see cref="Verdict.Safe"/> lets the text pass.</returns>
    /// <exception cref="SafetyUnavailableException">The check could not be made or understood.</exception>
    Task<Verdict> CheckAsync(SafetyQuestion question, IProgress<SafetyProgress>? progress, CancellationToken cancellationToken);
}
