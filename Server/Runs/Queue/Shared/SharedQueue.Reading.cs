using System.Globalization;
using Interception.Server.Redis;

namespace Interception.Server.Runs.Queue.Shared;

/// <summary>What a teacher sees of the line, whichever nodes those who wait are at.</summary>
internal sealed partial class SharedQueue
{
    private static readonly RedisScript LineScript = new("queue-line");

    /// <inheritdoc/>
    public IReadOnlyList<int> Taken
    {
        get
        {
            var taken = _answer.Taken.ToDictionary(server => server.E, server => server.N);
            return [.. Enumerable.Range(0, _places.Endpoints.Count).Select(server => taken.GetValueOrDefault(server))];
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<WaitingRun>> ReadAsync()
    {
        var line = (string[])(await _redis.RunOrRefuseAsync(LineScript, Keys()[..2]))!;
        return [.. line.Chunk(2).Select((one, n) => new WaitingRun(one[0], n + 1, long.Parse(one[1], CultureInfo.InvariantCulture)))];
    }
}
