using System.Runtime.CompilerServices;
using Interception.Server.Contracts;

namespace Interception.Server.Delivery.Hubs;

/// <summary>Sends ticks at an even pace, to tell a slow model from a buffering network.</summary>
internal sealed class NetworkProbe(TimeProvider time)
{
    private const int Most = 1_000;

    /// <summary>Yields <paramref name="count"/> ticks, each at its planned time, so that a late tick does not delay the next.</summary>
    public async IAsyncEnumerable<ProbeTick> Ticks(
        int count, int intervalMs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (count is < 1 or > Most) throw FieldValidation.Refused("count", $"must be 1 to {Most}");
        if (intervalMs is < 1 or > Most) throw FieldValidation.Refused("intervalMs", $"must be 1 to {Most}");
        var begun = time.GetTimestamp();
        for (var n = 0; n < count; n++)
        {
            var early = TimeSpan.FromMilliseconds((double)n * intervalMs) - time.GetElapsedTime(begun);
            if (early > TimeSpan.Zero) await Task.Delay(early, time, cancellationToken);
            yield return new(n, (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds);
        }
    }
}
