using System.Runtime.CompilerServices;

namespace Interception.Server.Generation.OpenAi;

/// <summary>Passes a server's answer on. When a call fails, the server's list of models is requested again.</summary>
internal sealed class DoubtingGenerator(IGenerator generator, Action doubt) : IGenerator
{
    public async IAsyncEnumerable<GenerationPiece> StreamAsync(
        ModelPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var answer = generator.StreamAsync(prompt, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(answer)) yield return answer.Current;
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<GenerationPiece> answer)
    {
        try
        {
            return await answer.MoveNextAsync();
        }
        catch (GenerationException failure) when (failure.Failure is GenerationFailure.ModelMissing or GenerationFailure.Refused
            or GenerationFailure.Unavailable or GenerationFailure.Interrupted or GenerationFailure.Timeout)
        {
            doubt();
            throw;
        }
    }
}
