using System.Globalization;
using System.Runtime.CompilerServices;
using Interception.Server.Generation;
using Interception.Tests.Safety;

namespace Interception.Tests.Benchmarks;

/// <summary>A model that writes as a metronome beats and judges everything safe at once. The idea is the stream's number.</summary>
internal sealed class MetronomeGenerator(Metronome metronome) : IGenerator
{
    public async IAsyncEnumerable<GenerationPiece> StreamAsync(
        ModelPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (prompt.Job == GenerationJob.Verdict)
        {
            yield return new(PieceKind.Text, Verdicts.Safe(prompt));
        }
        else
        {
            var stream = int.Parse(prompt.Parts[^1].Text, CultureInfo.InvariantCulture);
            await foreach (var token in metronome.BeatAsync(stream, cancellationToken))
                yield return new(PieceKind.Text, token);
        }
        yield return AnsweringGenerator.End;
    }
}
