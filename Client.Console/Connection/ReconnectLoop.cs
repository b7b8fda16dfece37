using System.Net;

namespace Interception.Client.Console.Connection;

/// <summary>Tries to connect until it succeeds or the time is over.</summary>
internal sealed class ReconnectLoop(Func<CancellationToken, Task<ServerConnection>> open, TimeSpan patience, TimeProvider time)
{
    private static readonly TimeSpan ShortestCeiling = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestCeiling = TimeSpan.FromSeconds(5);

    public long Now => time.GetTimestamp();

    /// <summary>Whether the time is over.</summary>
    public bool IsOver(long begun) => time.GetElapsedTime(begun) >= patience;

    /// <exception cref="CommandFailedException">The server refuses this client, or has been away for too long.</exception>
    public async Task<ServerConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var begun = Now;
        for (var ceiling = ShortestCeiling; ; ceiling = 2 * ceiling)
        {
            try
            {
                return await open(cancellationToken);
            }
            catch (CommandFailedException e) when (!IsFinal(e) && !IsOver(begun))
            {
                // A random delay, so that a class that lost its network does not reconnect at one moment.
                await Task.Delay(Random.Shared.NextDouble() * (ceiling < LongestCeiling ? ceiling : LongestCeiling), time, cancellationToken);
            }
        }
    }

    // A wrong code stays wrong; a full server, or a proxy without its server, may recover in a moment.
    private static bool IsFinal(CommandFailedException e) => e.InnerException is HttpRequestException
    {
        StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest,
    };
}
