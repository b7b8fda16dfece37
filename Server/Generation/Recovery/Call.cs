using System.Threading.Channels;
using Interception.Server.Generation.Reports;

namespace Interception.Server.Generation.Recovery;

/// <summary>One question up to the first piece of its answer; until then all that is heard of it are signs, such as a load.</summary>
internal sealed class Call(IGenerator generator, IDestinations destinations, Prompt prompt, LoadingWait wait, CallReports reports)
{
    private readonly Channel<Generated> _signs = Channel.CreateUnbounded<Generated>();

    /// <summary>What is asked.</summary>
    public Prompt Prompt => prompt;

    /// <summary>The signs, until the answer has begun or failed.</summary>
    public IAsyncEnumerable<Generated> Signs => _signs.Reader.ReadAllAsync(CancellationToken.None);

    /// <summary>Gives a sign.</summary>
    public void Say(Generated sign) => _signs.Writer.TryWrite(sign);

    /// <summary>Says that there are no more signs.</summary>
    public void EndSigns() => _signs.Writer.Complete();

    /// <summary>Where an attempt would go now.</summary>
    public Destination Destination() => destinations.For(prompt);

    /// <summary>Asks once; a server that still loads is waited for, which is no failure.</summary>
    public async ValueTask<BegunAnswer> AttemptAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await wait.RunAsync(OnceAsync, kind => Say(new(kind)), cancellationToken);
        }
        catch (GenerationException late) when (late.Failure == GenerationFailure.Timeout)
        {
            reports.Failed(prompt, Destination().Breaker.Server, late);
            throw;
        }
    }

    private ValueTask<BegunAnswer> OnceAsync(CancellationToken cancellationToken)
    {
        var there = Destination();
        return there.Breaker.RunAsync(token => BeginAsync(there, token), cancellationToken);
    }

    private async ValueTask<BegunAnswer> BeginAsync(Destination there, CancellationToken cancellationToken)
    {
        var pieces = generator.StreamAsync(there.Prompt, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var answer = new BegunAnswer(pieces, there, reports);
        try
        {
            while (await answer.MoveNextAsync() && answer.Current.Kind is GeneratedKind.Loading or GeneratedKind.Loaded)
            {
                Say(answer.Current);
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
