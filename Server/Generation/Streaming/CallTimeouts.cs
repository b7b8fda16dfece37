using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.Streaming;

/// <summary>The time limits of a model call.</summary>
internal sealed class CallTimeouts(IOptions<TimeoutOptions> options, TimeProvider time)
{
    public CallTimeout Connect { get; } = new(nameof(Connect), options.Value.Connect, time);

    public CallTimeout Load { get; } = new(nameof(Load), options.Value.Load, time);

    public CallTimeout FirstToken { get; } = new(nameof(FirstToken), options.Value.FirstToken, time);

    /// <summary>Between the tokens of one answer.</summary>
    public TokenWatch BetweenTokens(CancellationToken call) => new(nameof(BetweenTokens), options.Value.BetweenTokens, time, call);
}
