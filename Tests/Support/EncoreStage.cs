using Interception.Server.Contracts;
using Interception.Server.Generation;
using Interception.Server.Pipeline;

namespace Interception.Tests.Support;

/// <summary>A fifth stage, as a contributor might write it: its traits, its instructions, and its work.</summary>
internal sealed class EncoreStage(StreamingWriter writer, GateStep gate) : IStage
{
    /// <summary>Its wire name.</summary>
    public static readonly Stage Name = new("SmallEncore");

    public StageTraits Traits { get; } = new(Name, Writes: true);

    public string? ModelFor(RunMaterial material) => material.Assignment.Models.Output;

    public async Task<Outcome> RunAsync(RunMaterial material, IStageOutput output, CancellationToken cancellationToken)
    {
        await gate.ClearAsync(material, cancellationToken);
        var written = await writer.WriteAsync(PromptFor(material), output, cancellationToken);
        material.Piece = await gate.PassAnswerAsync(material, written.Text, output, cancellationToken);
        return written.Truncated ? Outcome.Truncated : Outcome.Completed;
    }

    private static ModelPrompt PromptFor(RunMaterial material) =>
        new(GenerationJob.Output, material.Assignment.Models.Output, Instructions, [new("piece", material.Piece!.Value)])
        {
            Endpoint = material.Endpoint,
        };

    /// <summary>A test recognises its call to a model by these.</summary>
    public const string Instructions = "Say in one sentence what may happen next.";
}
