using Interception.Server.Contracts;
using Interception.Server.Delivery.Callers;
using Interception.Server.Runs;
using Interception.Server.Runs.Limits;
using Microsoft.Extensions.Options;

namespace Interception.Server.Delivery.Limits;

/// <summary>Limits a caller's starts: active runs at once, and starts a minute. A repeated start is free.</summary>
internal sealed class StartLimiter(ILimitStore store, IOptions<LimitOptions> limits)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Records whose run it is, and which limits it counts against while it is active.</summary>
    public RunSpec Limit(RunSpec work, RunCaller caller) => work with
    {
        Owner = caller.Session,
        Child = caller.Child,
        Accounts = [.. caller.Shares(limits.Value.ActiveRunsPerSession, limits.Value)],
    };

    /// <summary>Counts a start.</summary>
    /// <exception cref="EndingException"><c>rate_limited</c>.</exception>
    public async ValueTask CountStartAsync(RunCaller caller)
    {
        if (!await store.TrySpendAsync("starts", [.. caller.Shares(limits.Value.StartsPerMinute, limits.Value)], Minute))
            throw Endings.Exception(Codes.RateLimited);
    }
}
