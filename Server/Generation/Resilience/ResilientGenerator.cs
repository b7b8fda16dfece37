using System.Runtime.CompilerServices;
using Interception.Server.Generation.Reports;

namespace Interception.Server.Generation.Resilience;

/// <summary>Asks the best server, and once more if it fails before the first piece. After that only an answer of thoughts alone is asked again.</summary>
internal sealed class ResilientGenerator(
    IGenerator generator, IEndpointSelector destinations, RetryStrategy retry, LoadingWait wait, CallReports reports) : IGenerator
{
    public async IAsyncEnumerable<GenerationPiece> StreamAsync(
        ModelPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using (var answer = OnceAsync(prompt, cancellationToken).GetAsyncEnumerator(cancellationToken))
        {
            while (await NextAsync(answer, prompt) is { } more)
            {
                if (!more) yield break;
                yield return answer.Current;
            }
        }

        yield return new(PieceKind.Retrying);
        await foreach (var piece in OnceAsync(prompt with { Think = ThinkMode.Off }, cancellationToken)) yield return piece;
    }

    /// <summary>Whether there is another piece; null when the model only thought. A judge asks again by itself.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<bool?> NextAsync(IAsyncEnumerator<GenerationPiece> answer, ModelPrompt prompt)
    {
        try
        {
            return await answer.MoveNextAsync();
        }
        catch (GenerationException failure) when (failure.OnlyThoughts && prompt.Job != GenerationJob.Verdict)
        {
            return null;
        }
    }

    private async IAsyncEnumerable<GenerationPiece> OnceAsync(
        ModelPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var call = new ResilientCall(generator, destinations, prompt, wait, reports);
        var beginning = BeginAsync(call, leaving.Token);
        try
        {
            await foreach (var sign in call.Signs) yield return sign;
            var answer = await beginning;
            do yield return answer.Current;
            while (await answer.MoveNextAsync());
        }
        finally
        {
            await leaving.CancelAsync();
            await LeaveAsync(beginning);
        }
    }

    private async Task<BegunAnswer> BeginAsync(ResilientCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await retry.BeginAsync(call, cancellationToken);
        }
        finally
        {
            call.EndSigns();
        }
    }

    private static async Task LeaveAsync(Task<BegunAnswer> beginning)
    {
        await ((Task)beginning).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (beginning.IsCompletedSuccessfully) await beginning.Result.DisposeAsync();
    }
}
