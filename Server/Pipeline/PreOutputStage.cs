using Interception.Server.Contracts;
using Interception.Server.Generation.Streaming;
using Interception.Server.Safety;

namespace Interception.Server.Pipeline;

/// <summary>Checks the interception if the child revised it. Then it translates the interception if asked, and checks the translation.</summary>
internal sealed class PreOutputStage(GateStep gate, StageTranslator translator) : IStage
{
    public StageTraits Traits { get; } = new(Stage.PreOutput, Writes: false, Translates: TranslatedText.Interception);

    public string? ModelFor(RunMaterial material) => material.Assignment switch
    {
        { TranslateOutputTo: not null } translated => translated.Models.Translation,
        var assignment => material.Revision is null ? null : assignment.Models.Judge,
    };

    public string? FirstModelFor(RunMaterial material) =>
        (material.Revision is null ? null : material.Assignment.Models.Judge) ?? ModelFor(material);

    public async Task<Outcome> RunAsync(RunMaterial material, IStageOutput output, CancellationToken cancellationToken)
    {
        // An unchanged interception already passed in stage 2.
        if (material.Revision is { } revision) await CheckAsync(material, BlankText.Trim(revision), output, cancellationToken);
        await HandOverAsync(material, material.Interception!, output, cancellationToken);
        return Outcome.Completed;
    }

    private async Task HandOverAsync(
        RunMaterial material, CheckedText interception, IStageOutput output, CancellationToken cancellationToken)
    {
        if (material.Assignment.TranslateOutputTo is not { } language)
        {
            output.Write(interception.Value);
            return;
        }
        await gate.ClearAsync(material, cancellationToken);
        var translation = await translator.TranslateAsync(interception, language, material, output, cancellationToken);
        await CheckAsync(material, translation, output, cancellationToken);
    }

    private async Task CheckAsync(RunMaterial material, string text, IStageOutput output, CancellationToken cancellationToken) =>
        material.Interception = (await gate.PassAsync(material, [text], [material.Assignment.Fields.Text], output, cancellationToken))[0];
}
