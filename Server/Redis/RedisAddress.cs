using System.Net;
using StackExchange.Redis;

namespace Interception.Server.Redis;

/// <summary>Reads what an operator wrote, and adds how we talk to a Redis.</summary>
internal static class RedisAddress
{
    /// <summary>So long an answer may take. A flush that hears nothing is said again, so it need not be long.</summary>
    private const int AnswerMs = 2_000;

    /// <summary>Null when it cannot be read.</summary>
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

    /// <summary>How a node talks to it.</summary>
    public static ConfigurationOptions Read(string connection, string node)
    {
        var address = TryRead(connection) ?? throw new ArgumentException("The connection cannot be read.", nameof(connection));
        address.ClientName ??= node;
        address.AbortOnConnectFail = false;
        // Its version and whether it writes to a disk are an administrator's questions to the library.
        address.AllowAdmin = true;
        address.AsyncTimeout = address.SyncTimeout = address.ConnectTimeout = AnswerMs;
        address.HeartbeatInterval = TimeSpan.FromMilliseconds(500);
        address.ReconnectRetryPolicy = new LinearRetry(500);
        // What cannot be said now is refused now: whoever writes has it in memory and says it again.
        address.BacklogPolicy = BacklogPolicy.FailFast;
        // With RESP3 nudges would come through the connection that commands wait in.
        address.Protocol = RedisProtocol.Resp2;
        return address;
    }

    private static bool IsPlausible(EndPoint point) => point switch
    {
        DnsEndPoint named => Uri.CheckHostName(named.Host) != UriHostNameType.Unknown && named.Port is >= 0 and <= 65_535,
        _ => true,
    };
}
