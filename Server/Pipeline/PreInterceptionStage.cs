using Interception.Server.Contracts;
using Interception.Server.Generation.Streaming;
using Interception.Server.Safety;

namespace Interception.Server.Pipeline;

/// <summary>Checks idea, rules and style. Then it translates the idea if asked, and checks the translation.</summary>
internal sealed class PreInterceptionStage(GateStep gate, StageTranslator translator) : IStage
{
    public StageTraits Traits { get; } = new(Stage.PreInterception, Writes: false, Translates: TranslatedText.Idea);

    public string? ModelFor(RunMaterial material) =>
        material.Assignment is { TranslateTo: not null } translated ? translated.Models.Translation : material.Assignment.Models.Judge;

    public string? FirstModelFor(RunMaterial material) => material.Assignment.Models.Judge ?? ModelFor(material);

    public async Task<Outcome> RunAsync(RunMaterial material, IStageOutput output, CancellationToken cancellationToken)
    {
        var idea = await CheckAsync(material, BlankText.Trim(material.Assignment.Idea!), output, cancellationToken);
        if (material.Assignment.TranslateTo is not { } language)
        {
            output.Write(idea.Value);
            return Outcome.Completed;
        }
        var translation = await translator.TranslateAsync(idea, language, material, output, cancellationToken);
        await CheckAsync(material, translation, output, cancellationToken);
        return Outcome.Completed;
    }

    /// <summary>Checks an idea with its rules and style, each alone and all together, and stores them in the material.</summary>
    private async Task<CheckedText> CheckAsync(
        RunMaterial material, string idea, IStageOutput output, CancellationToken cancellationToken)
    {
        var (asked, fields) = (material.Assignment, material.Assignment.Fields);
        (string Name, string Field, string? Text)[] rules = [("style", fields.Style, asked.Style), ("rules", fields.Rules, asked.Rules)];
        var given = rules.Where(part => !string.IsNullOrWhiteSpace(part.Text)).ToList();
        var passed = await gate.PassAsync(
            material, [idea, .. given.Select(part => part.Text!)], [fields.Text, .. given.Select(part => part.Field)], output, cancellationToken);
        material.Rules = [.. given.Zip(passed.Skip(1), (part, text) => new CheckedPart(part.Name, text))];
        return material.Idea = passed[0];
    }
}
