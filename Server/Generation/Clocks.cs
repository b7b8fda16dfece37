using Microsoft.Extensions.Options;

namespace Interception.Server.Generation;

/// <summary>The clocks of a model call.</summary>
internal sealed class Clocks(IOptions<TimeoutOptions> options, TimeProvider time)
{
    public Clock Connect { get; } = new(nameof(Connect), options.Value.Connect, time);

    public Clock Load { get; } = new(nameof(Load), options.Value.Load, time);

    public Clock FirstToken { get; } = new(nameof(FirstToken), options.Value.FirstToken, time);

    /// <summary>Between the tokens of one answer.</summary>
    public TokenWatch BetweenTokens(CancellationToken call) => new(nameof(BetweenTokens), options.Value.BetweenTokens, time, call);
}
