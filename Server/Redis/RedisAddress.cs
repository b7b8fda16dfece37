using System.Net;
using StackExchange.Redis;

namespace Interception.Server.Redis;

/// <summary>Parses the operator's connection string, and adds our own settings.</summary>
internal static class RedisAddress
{
    /// <summary>The longest time for an answer. A flush without an answer is repeated, so it need not be long.</summary>
    private const int AnswerMs = 2_000;

    /// <summary>Null when it is not valid.</summary>
    public static ConfigurationOptions? TryRead(string connection)
    {
        try
        {
            var address = ConfigurationOptions.Parse(connection);
            return address.EndPoints.Count > 0 && address.EndPoints.All(IsPlausible) ? address : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The settings of the connection.</summary>
    public static ConfigurationOptions Read(string connection, string node)
    {
        var address = TryRead(connection) ?? throw new ArgumentException("The connection cannot be read.", nameof(connection));
        address.ClientName ??= node;
        address.AbortOnConnectFail = false;
        // The library would ask for version and persistence with administrator commands.
        address.AllowAdmin = true;
        address.AsyncTimeout = address.SyncTimeout = address.ConnectTimeout = AnswerMs;
        address.HeartbeatInterval = TimeSpan.FromMilliseconds(500);
        address.ReconnectRetryPolicy = new LinearRetry(500);
        // A command that cannot be sent is refused at once: the caller has it in memory and repeats it.
        address.BacklogPolicy = BacklogPolicy.FailFast;
        // With RESP3 nudges would arrive on the connection in which commands wait.
        address.Protocol = RedisProtocol.Resp2;
        return address;
    }

    private static bool IsPlausible(EndPoint point) => point switch
    {
        DnsEndPoint named => Uri.CheckHostName(named.Host) != UriHostNameType.Unknown && named.Port is >= 0 and <= 65_535,
        _ => true,
    };
}
