using Interception.Server.Contracts;

namespace Interception.Server.Runs.Limits;

/// <summary>Limits how many runs of a caller wait or work at once.</summary>
internal sealed class ActiveRunLimiter(ILimitStore store)
{
    /// <summary>Counts one more active run until the result is disposed.</summary>
    /// <param name="shares">The shares that it uses; empty for a run without an owner.</param>
    /// <exception cref="EndingException"><c>rate_limited</c>.</exception>
    public async ValueTask<IDisposable> EnterAsync(IReadOnlyList<LimitShare> shares)
    {
        var holder = SecretId.New();
        if (!await store.TryHoldAsync(shares, holder)) throw Endings.Exception(Codes.RateLimited);
        return new HeldShares(() => _ = store.ReleaseAsync(shares, holder).AsTask());
    }

    /// <summary>Counts a run on that was let in before, at another node, whether or not there is room for it.</summary>
    public ValueTask<IDisposable> GoOnAsync(IReadOnlyList<LimitShare> shares) =>
        EnterAsync([.. shares.Select(share => share with { Most = int.MaxValue })]);

    private sealed class HeldShares(Action release) : IDisposable
    {
        private Action? _release = release;

        public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
    }
}
