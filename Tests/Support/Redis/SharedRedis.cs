using Interception.Server.Redis;
using Interception.Tests.Support.Redis;

[assembly: AssemblyFixture(typeof(SharedRedis))]

namespace Interception.Tests.Support.Redis;

/// <summary>One Redis for all tests, started by the first that needs it. Each test has keys of its own.</summary>
/// <remarks>Whoever stops it, empties it or cuts it off starts a <see cref="RedisServer"/> instead.</remarks>
public sealed class SharedRedis : IAsyncDisposable
{
    private static readonly Lazy<RedisServer> Started = new(() => RedisServer.StartAsync().GetAwaiter().GetResult());

    /// <summary>The server; a test on a machine without one is skipped.</summary>
    internal static RedisServer Server
    {
        get
        {
            // Said before, and outside of what is kept: a reason to skip is no failure to be remembered.
            Deployment.Needs.Program("redis-server");
            return Started.Value;
        }
    }

    /// <summary>A connection to it.</summary>
    internal static RedisConnection Connect(string? prefix = null) => Server.Connect(prefix);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Started.IsValueCreated) await Started.Value.DisposeAsync();
    }
}
