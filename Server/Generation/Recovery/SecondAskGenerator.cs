using System.Runtime.CompilerServices;

namespace Interception.Server.Generation.Recovery;

/// <summary>Asks once more, without thoughts, when a model has thought and written nothing. A judge asks again by itself.</summary>
internal sealed class SecondAskGenerator(IGenerator generator) : IGenerator
{
    private const string AtOnce = "\nAnswer at once. Do not think first, and write down no thoughts.";

    public IAsyncEnumerable<Generated> StreamAsync(Prompt prompt, CancellationToken cancellationToken) =>
        prompt.Job == Job.Verdict ? generator.StreamAsync(prompt, cancellationToken) : TwiceAsync(prompt, cancellationToken);

    private async IAsyncEnumerable<Generated> TwiceAsync(Prompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using (var first = new FirstAsk(generator.StreamAsync(prompt, cancellationToken).GetAsyncEnumerator(cancellationToken)))
        {
            while (await first.MoveNextAsync()) yield return first.Current;
            if (!first.OnlyThoughts) yield break;
        }

        yield return new(GeneratedKind.Retrying);
        var plain = prompt with { Think = ThinkMode.Off, Instructions = prompt.Instructions + AtOnce };
        await foreach (var piece in generator.StreamAsync(plain, cancellationToken)) yield return piece;
    }

    private sealed class FirstAsk(IAsyncEnumerator<Generated> pieces) : IAsyncDisposable
    {
        public Generated Current => pieces.Current;

        public bool OnlyThoughts { get; private set; }

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        public async ValueTask<bool> MoveNextAsync()
        {
            try
            {
                return await pieces.MoveNextAsync();
            }
            catch (GenerationException failure) when (failure.OnlyThoughts)
            {
                OnlyThoughts = true;
                return false;
            }
        }

        public ValueTask DisposeAsync() => pieces.DisposeAsync();
    }
}
