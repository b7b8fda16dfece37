using System.Globalization;
using Polly;
using Polly.Timeout;

namespace Interception.Server.Generation.Streaming;

/// <summary>One time limit: work that takes longer is cancelled and fails as a timeout.</summary>
internal sealed class CallTimeout(string name, TimeSpan limit, TimeProvider time)
{
    private readonly ResiliencePipeline _pipeline =
        new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(limit).Build();

    public async ValueTask<TResult> RunAsync<TResult, TState>(
        Func<TState, CancellationToken, ValueTask<TResult>> work, TState state, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(work, state, cancellationToken);
        }
        catch (TimeoutRejectedException late)
        {
            throw RanOut(name, limit, late);
        }
    }

    /// <summary>The failure after too long a wait.</summary>
    public static GenerationException RanOut(string name, TimeSpan limit, Exception late)
    {
        var words = string.Create(CultureInfo.InvariantCulture, $"Timeouts:{name} ran out after {limit}.");
        return new(GenerationFailure.Timeout, words, late);
    }
}
