using System.Text;
using Interception.Server.Contracts;
using Interception.Server.Generation;
using Interception.Server.Generation.Streaming;
using Interception.Server.Safety.Reading;

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
        /// <returns>The parts in their order, each to the character as it was judged: as asked, but for what nobody can see.</returns>
        /// <exception cref="EndingException"><c>blocked</c>, <c>safety_unavailable</c> or <c>model_missing</c>; <c>invalid_request</c>
        /// for what is too long for the judge, with its field.</exception>
        /// <exception cref="OperationCanceledException">The caller gave up.</exception>
        public async Task<IReadOnlyList<CheckedText>> PassAsync(
            SafetyQuestion question, IProgress<SafetyProgress>? progress, CancellationToken cancellationToken)
        {
            if (_checks.Length == 0) throw Endings.Exception(Codes.SafetyUnavailable);
            // Copies: what passes is what was checked, whatever becomes of the caller's list meanwhile. What nobody can see
            // is looked through, and goes to nobody.
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

        /// <summary>Blanks that stood in front of hidden text, or behind it, are at the ends now.</summary>
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
                // Other exceptions may quote what they were given, so only their names are told.
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
                if (string.IsNullOrWhiteSpace(question.Parts[part]) && !string.IsNullOrWhiteSpace(question.Written![part]))
                {
                    throw new EndingException(Codes.InvalidRequest, $"The field '{question.Fields.ElementAtOrDefault(part) ?? "text"}' holds nothing that can be seen.")
                    {
                        Field = question.Fields.ElementAtOrDefault(part) ?? "text",
                    };
                }
            }
        }

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Check} could not check a text, so it did not go on: {Reason}")]
        private static partial void LogNotChecked(ILogger logger, string check, string reason);
    }
}
