using System.Globalization;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.Resilience;

/// <summary>Waits for a server that still loads its model, and asks again as long as a load may take.</summary>
internal sealed class LoadingWait(IOptions<TimeoutOptions> timeouts, TimeProvider time)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWish = TimeSpan.FromSeconds(30);

    /// <summary>Asks until the server gives any other answer.</summary>
    /// <param name="ask">Asks once.</param>
    /// <param name="say">Told when the wait for a load begins and ends.</param>
    /// <param name="comeBack">Waits until the call may be repeated; that time does not count as loading.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="GenerationException">The server's answer; a timeout after <c>Timeouts:Load</c>.</exception>
    public async ValueTask<T> RunAsync<T>(
        Func<CancellationToken, ValueTask<T>> ask, Action<PieceKind> say, Func<CancellationToken, Task> comeBack, CancellationToken cancellationToken)
    {
        long? began = null;
        for (var waits = 0; ; waits++)
        {
            try
            {
                return waits == 0 ? await ask(cancellationToken) : await AskAgainAsync(ask, say, cancellationToken);
            }
            catch (GenerationException loading) when (IsLoading(loading))
            {
                began ??= time.GetTimestamp();
                say(PieceKind.Loading);
                await PauseAsync(loading, waits, time.GetElapsedTime(began.Value), cancellationToken);
                var paused = time.GetTimestamp();
                await comeBack(cancellationToken);
                began += time.GetTimestamp() - paused;
            }
        }
    }

    private static bool IsLoading(Exception? failure) => failure is GenerationException { Failure: GenerationFailure.Loading };

    /// <summary>A server that loads says so at once; a longer time belongs to the answer.</summary>
    private async Task<T> AskAgainAsync<T>(
        Func<CancellationToken, ValueTask<T>> ask, Action<PieceKind> say, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asking = ask(cancellationToken).AsTask();
        await Task.WhenAny(asking, Task.Delay(Moment, time, over.Token));
        await over.CancelAsync();
        if (!IsLoading(asking.Exception?.InnerException)) say(PieceKind.Loaded);
        return await asking;
    }

    private Task PauseAsync(GenerationException loading, int waits, TimeSpan waited, CancellationToken cancellationToken)
    {
        var left = timeouts.Value.Load - waited;
        var pause = loading.RetryAfter is { Ticks: > 0 } wish ? Least(wish, LongestWish) : Least(Moment * (waits + 1), LongestPause);
        if (left <= TimeSpan.Zero) throw TooLate(loading);
        return Task.Delay(Least(pause, left), time, cancellationToken);
    }

    private GenerationException TooLate(GenerationException loading) => new(
        GenerationFailure.Timeout,
        string.Create(CultureInfo.InvariantCulture, $"Timeouts:Load ran out after {timeouts.Value.Load}."))
    {
        Status = loading.Status,
        Words = loading.Words,
    };

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
