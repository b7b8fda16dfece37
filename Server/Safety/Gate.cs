using System.Text;
using Interception.Server.Contracts;
using Interception.Server.Generation;
using Interception.Server.Generation.Streaming;
using Interception.Server.Safety.Reading;

namespace Interception.Server.Safety;

internal sealed partial class CheckedText
{
    /// <summary>The only way from a text to a <see cref="CheckedText"/>. Any doubt blocks.</summary>
    /// <param name="checks">Asked one after the other; the first refusal ends the check.</param>
    /// <param name="logger">Told why a check could not be made; never given a text.</param>
    internal sealed partial class Gate(IEnumerable<ISafetyCheck> checks, ILogger<Gate>? logger = null)
    {
        private readonly ISafetyCheck[] _checks = [.. checks];

        /// <summary>Lets all parts of the question pass together, or none of them.</summary>
        /// <returns>The parts in their order, exactly as they were judged: as asked, without hidden characters.</returns>
        /// <exception cref="EndingException"><c>blocked</c>, <c>safety_unavailable</c> or <c>model_missing</c>; <c>invalid_request</c>
        /// with the field when a text is too long for the judge.</exception>
        /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
        public async Task<IReadOnlyList<CheckedText>> PassAsync(
            SafetyQuestion question, IProgress<SafetyProgress>? progress, CancellationToken cancellationToken)
        {
            if (_checks.Length == 0) throw Endings.Exception(Codes.SafetyUnavailable);
            // The parts are copied, so that what passes is what was checked, even when the caller changes its list. Hidden characters
            // are checked as well, but they never go on.
            string[] written = [.. question.Parts];
            var asked = question with { Written = written, Parts = [.. written.Select(Seen)] };
            foreach (var check in _checks)
            {
                var verdict = await AskAsync(check, asked, progress, cancellationToken);
                if (!verdict.IsSafe) throw Endings.Exception(Codes.Blocked, category: verdict.Category ?? TextCategory.Other);
                asked = asked with { Hints = [.. asked.Hints, .. verdict.Hints] };
            }
            RefuseEmptied(asked);
            return [.. asked.Parts.Select(part => new CheckedText(part))];
        }

        /// <summary>White space beside hidden characters is at an end once they are removed, so the text is trimmed again.</summary>
        private static string Seen(string written) =>
            HiddenFilter.Of(written) is var seen && seen.Length == written.Length ? written : BlankText.Trim(seen);

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
            catch (SafetyUnavailableException e) when (FailureOf(e) == GenerationFailure.TooLong && !question.IsAnswer)
            {
                throw TooLong(question);
            }
            catch (Exception e)
            {
                // Other exceptions may quote the text, so only their type names are logged.
                if (logger is not null)
                    LogNotChecked(logger, check.GetType().Name, e is SafetyUnavailableException ? e.Message : e.GetType().Name);
                throw Endings.Exception(FailureOf(e) == GenerationFailure.ModelMissing ? Codes.ModelMissing : Codes.SafetyUnavailable);
            }
        }

        private static GenerationFailure? FailureOf(Exception e) => (e.InnerException as GenerationException)?.Failure;

        private static EndingException TooLong(SafetyQuestion question)
        {
            var longest = Enumerable.Range(0, question.Parts.Count).MaxBy(part => Encoding.UTF8.GetByteCount(question.Parts[part]));
            var field = question.Fields.ElementAtOrDefault(longest) ?? "text";
            return Endings.Exception(Codes.InvalidRequest, field: field);
        }

        private static void RefuseEmptied(SafetyQuestion question)
        {
            for (var part = 0; part < question.Parts.Count; part++)
            {
                if (!string.IsNullOrWhiteSpace(question.Parts[part]) || string.IsNullOrWhiteSpace(question.Written![part])) continue;
                // Without its field: a stage's ending that names one says that it is too long.
                throw new EndingException(Codes.InvalidRequest, "A text holds nothing that can be seen.");
            }
        }

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Check} could not check a text, so it did not go on: {Reason}")]
        private static partial void LogNotChecked(ILogger logger, string check, string reason);
    }
}
