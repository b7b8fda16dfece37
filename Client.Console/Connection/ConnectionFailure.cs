using System.Net;

namespace Interception.Client.Console.Connection;

/// <summary>Says in one line why a connection was refused, and what to do.</summary>
internal static class ConnectionFailure
{
    /// <summary>The server is there, but its hub cannot be reached.</summary>
    public static CommandFailedException Blocked(ServerAddress server, IReadOnlyList<TransportBlockedException> transports) => new(
        $"The server at {server.Address} answers, but its text does not come through: {string.Join(' ', transports.Select(each => each.Message))} "
            + "Look for a proxy or a filter between here and there.", transports.LastOrDefault());

    public static CommandFailedException Said(ServerAddress server, Exception why, string code = "access code") => new(why switch
    {
        HttpRequestException { StatusCode: HttpStatusCode.Unauthorized } =>
            $"The {code} is missing or wrong. Say it with --code, or in the environment variable {CommandContext.CodeVariable}.",
        HttpRequestException { StatusCode: HttpStatusCode.TooManyRequests } =>
            "Too many wrong access codes came from here. Wait a moment, then try again with the right one.",
        HttpRequestException { StatusCode: HttpStatusCode.ServiceUnavailable } =>
            $"The server at {server.Address} takes nobody else at the moment. Wait a moment, then try again.",
        _ => $"No Interception server can be reached at {server.Address} ({why.Message}). "
            + "Start one with `dotnet run --project Server`, or name another with --url.",
    }, why);
}
