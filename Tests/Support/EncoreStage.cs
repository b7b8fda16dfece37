using Interception.Server.Contracts;
using Interception.Server.Generation;
using Interception.Server.Pipeline;

namespace Interception.Tests.Support;

/// <summary>A fifth stage, as somebody may write it: what it says of itself, its instructions, and what it does with them.</summary>
internal sealed class EncoreStage(StreamingWriter writer, GateStep gate) : IStage
{
    /// <summary>Its wire name.</summary>
    public static readonly Stage Name = new("SmallEncore");

    public StageTraits Traits { get; } = new(Name, Writes: true);

    public string? ModelFor(RunMaterial material) => material.Assignment.Cast.Output;

    public async Task<Outcome> RunAsync(RunMaterial material, IStageOutput output, CancellationToken cancellationToken)
    {
        await gate.ClearAsync(material, cancellationToken);
        var written = await writer.WriteAsync(PromptFor(material), output, cancellationToken);
        material.Piece = await gate.PassAnswerAsync(material, written.Text, output, cancellationToken);
        return written.Truncated ? Outcome.Truncated : Outcome.Completed;
    }

    private static ModelPrompt PromptFor(RunMaterial material) =>
        new(GenerationJob.Output, material.Assignment.Cast.Output, Instructions, [new("piece", material.Piece!.Value)])
        {
            Endpoint = material.Endpoint,
        };

    /// <summary>By these a test knows its call to a model.</summary>
    public const string Instructions = "Say in one sentence what may happen next.";
}
