using System.Threading.Channels;
using Interception.Server.Generation.Breakers;
using Interception.Server.Generation.Reports;

namespace Interception.Server.Generation.Resilience;

/// <summary>One call up to the first piece of its answer; until then only signs are passed on, such as a load.</summary>
internal sealed class ResilientCall(IGenerator generator, IEndpointSelector destinations, ModelPrompt prompt, LoadingWait wait, CallReports reports)
{
    private readonly Channel<GenerationPiece> _signs = Channel.CreateUnbounded<GenerationPiece>();

    /// <summary>The prompt.</summary>
    public ModelPrompt Prompt => prompt;

    /// <summary>The signs, until the answer has begun or failed.</summary>
    public IAsyncEnumerable<GenerationPiece> Signs => _signs.Reader.ReadAllAsync(CancellationToken.None);

    /// <summary>Passes on a sign.</summary>
    public void Report(GenerationPiece sign) => _signs.Writer.TryWrite(sign);

    /// <summary>Ends the signs.</summary>
    public void EndSigns() => _signs.Writer.Complete();

    /// <summary>Where an attempt would go now.</summary>
    public SelectedEndpoint Destination() => destinations.For(prompt);

    /// <summary>Asks once; a server that still loads is waited for, and that is no failure.</summary>
    public async ValueTask<BegunAnswer> AttemptAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await wait.RunAsync(OnceAsync, Say, HoldAsync, cancellationToken);
        }
        catch (GenerationException late) when (late.Failure == GenerationFailure.Timeout)
        {
            reports.Failed(prompt, Destination().Breaker.Server, late);
            throw;
        }
    }

    /// <summary>While a server loads, other runs may use the slot.</summary>
    private void Say(PieceKind kind)
    {
        if (kind == PieceKind.Loading) StageAttempt.Current?.Slot?.GiveBack();
        Report(new(kind));
    }

    private static Task HoldAsync(CancellationToken cancellationToken) =>
        StageAttempt.Current?.Slot?.HoldAsync(cancellationToken) ?? Task.CompletedTask;

    private async ValueTask<BegunAnswer> OnceAsync(CancellationToken cancellationToken)
    {
        // An earlier attempt may have failed during a load, without the slot.
        await HoldAsync(cancellationToken);
        var there = Destination();
        return await there.Breaker.RunAsync(token => BeginAsync(there, token), cancellationToken);
    }

    private async ValueTask<BegunAnswer> BeginAsync(SelectedEndpoint there, CancellationToken cancellationToken)
    {
        var pieces = generator.StreamAsync(there.Prompt, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var answer = new BegunAnswer(pieces, there, reports);
        try
        {
            while (await answer.MoveNextAsync() && answer.Current.Kind is PieceKind.Loading or PieceKind.Loaded)
            {
                Report(answer.Current);
            }

            return answer;
        }
        catch
        {
            await answer.DisposeAsync();
            throw;
        }
    }
}
