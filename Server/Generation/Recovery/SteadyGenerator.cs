using System.Runtime.CompilerServices;

namespace Interception.Server.Generation.Recovery;

/// <summary>Asks the best server there is, and up to the first piece once more; after it nothing is ever asked again.</summary>
internal sealed class SteadyGenerator(IGenerator generator, IDestinations destinations, Retry retry) : IGenerator
{
    public async IAsyncEnumerable<Generated> StreamAsync(
        Prompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var call = new Call(generator, destinations, prompt);
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

    private async Task<BegunAnswer> BeginAsync(Call call, CancellationToken cancellationToken)
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
