using System.Net;

namespace Interception.Client.Console.Connection;

/// <summary>Tries until there is a connection again, or until it has been away for too long.</summary>
internal sealed class ReconnectLoop(Func<CancellationToken, Task<ServerConnection>> open, TimeSpan patience, TimeProvider time)
{
    private static readonly TimeSpan ShortestCeiling = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestCeiling = TimeSpan.FromSeconds(5);

    public long Now => time.GetTimestamp();

    /// <summary>Whether it has been tried for long enough.</summary>
    public bool IsOver(long begun) => time.GetElapsedTime(begun) >= patience;

    /// <exception cref="CommandFailedException">The server wants nobody like us, or is away for too long.</exception>
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
                // Drawn at random: a class that loses its network comes back spread out.
                await Task.Delay(Random.Shared.NextDouble() * (ceiling < LongestCeiling ? ceiling : LongestCeiling), time, cancellationToken);
            }
        }
    }

    // A wrong code stays wrong; a server that is full, or a proxy without one, may be well in a moment.
    private static bool IsFinal(CommandFailedException e) => e.InnerException is HttpRequestException
    {
        StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest,
    };
}
