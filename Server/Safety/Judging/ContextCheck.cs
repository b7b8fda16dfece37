using Interception.Server.Generation;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Practice;
using Microsoft.Extensions.Options;

namespace Interception.Server.Safety.Judging;

/// <summary>Refuses a context that is too small for the judge's own instructions and its answer.</summary>
internal sealed class ContextCheck(
    IOptions<SafetyOptions> safety, IOptions<ModelOptions> models, IOptions<PracticeOptions> practice) : IValidateOptions<OllamaOptions>
{
    // English has four to five letters a token, and the judged text needs room as well.
    private const int LettersOfAToken = 4, Frame = 100, ShortestText = 100, GuardsOwnPolicy = 700;

    private const int Most = 1_048_576;

    public ValidateOptionsResult Validate(string? name, OllamaOptions options)
    {
        try
        {
            var needed = Needed();
            return options.ContextLength < needed ? ValidateOptionsResult.Fail(Words(options, needed)) : ValidateOptionsResult.Success;
        }
        catch (OptionsValidationException)
        {
            // A wrong key of another section; the check of that section reports it.
            return ValidateOptionsResult.Success;
        }
    }

    private int Needed()
    {
        if (safety.Value.Level == SafetyLevel.Research || practice.Value.Mode == PracticeMode.Always) return 0;
        if (ModelName.Parse(models.Value.Safety).Provider != ModelName.Local) return 0;
        var own = LlamaGuardPrompt.Suits(models.Value.Safety) ? GuardsOwnPolicy : PolicyLetters() / LettersOfAToken;
        return own + Frame + ShortestText + JobLimits.Tokens(GenerationJob.Verdict);
    }

    private int PolicyLetters() => PolicyPrompt
        .For(models.Value.Safety, new([], null, null), JudgePolicy.For(safety.Value.Level), "0123456789abcdef").Prompt.Instructions.Length;

    private static string Words(OllamaOptions options, int needed) =>
        $"Ollama:ContextLength is '{options.ContextLength}', but the safety model's own instructions and its answer need {needed} tokens: it must be between {needed} and {Most}.";
}
