using Interception.Server.Contracts;
using Interception.Server.Generation;

namespace Interception.Server.Safety;

public sealed partial class CheckedText
{
    /// <summary>The one way from a text to a <see cref="CheckedText"/>. Any doubt blocks.</summary>
    /// <param name="checks">Asked one after the other; the first no ends it.</param>
    /// <param name="logger">Told why a check could not be made; never told a text.</param>
    public sealed partial class Gate(IEnumerable<ISafetyCheck> checks, ILogger<Gate>? logger = null)
    {
        private readonly ISafetyCheck[] _checks = [.. checks];

        /// <summary>Lets the question's parts through together, or none of them.</summary>
        /// <returns>The parts in their order, each to the character as asked.</returns>
        /// <exception cref="EndingException"><c>blocked</c>, <c>model_missing</c> or <c>safety_unavailable</c>.</exception>
        /// <exception cref="OperationCanceledException">The caller gave up.</exception>
        public async Task<IReadOnlyList<CheckedText>> PassAsync(
            SafetyQuestion question, IProgress<SafetyProgress>? progress, CancellationToken cancellationToken)
        {
            if (_checks.Length == 0) throw Endings.Exception(Codes.SafetyUnavailable);
            // A copy: what passes is what was checked, whatever becomes of the caller's list meanwhile.
            var asked = question with { Parts = [.. question.Parts] };
            foreach (var check in _checks)
            {
                var verdict = await AskAsync(check, asked, progress, cancellationToken);
                if (!verdict.IsSafe) throw Endings.Exception(Codes.Blocked, category: verdict.Category ?? Category.Other);
                asked = asked with { Hints = [.. asked.Hints, .. verdict.Hints] };
            }
            return [.. asked.Parts.Select(part => new CheckedText(part))];
        }

        private async Task<Verdict> AskAsync(ISafetyCheck check, SafetyQuestion question,
            IProgress<SafetyProgress>? progress, CancellationToken cancellationToken)
        {
            try
            {
                return await check.CheckAsync(question, progress, cancellationToken)
                    ?? throw new SafetyUnavailableException("There was no verdict.");
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception e)
            {
                // Other exceptions may quote what they were given, so only their names are told.
                if (logger is not null)
                    LogNotChecked(logger, check.GetType().Name, e is SafetyUnavailableException ? e.Message : e.GetType().Name);
                throw Endings.Exception(IsModelMissing(e) ? Codes.ModelMissing : Codes.SafetyUnavailable);
            }
        }

        /// <summary>A judge that is not there comes not by trying again: somebody has to fetch it, and is told so.</summary>
        private static bool IsModelMissing(Exception e) =>
            e is SafetyUnavailableException { InnerException: GenerationException { Failure: GenerationFailure.ModelMissing } };

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Check} could not check a text, so it did not go on: {Reason}")]
        private static partial void LogNotChecked(ILogger logger, string check, string reason);
    }
}
