using Interception.Server.Contracts;
using Interception.Server.Delivery.Callers;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Support.Classroom;

/// <summary>Connects teachers and children to a server in memory.</summary>
internal static class ClassVisits
{
    /// <summary>The teacher's code of a server made by <see cref="NewClass"/>.</summary>
    public const string TeacherCode = "lighthouse";

    /// <summary>A server with a teacher.</summary>
    public static App NewClass(TimeProvider? time = null, params (string Key, string Value)[] settings) => new(time,
    [
        ("Access:TeacherCode", TeacherCode), ("Limits:ConnectionsPerSecond", "10000"), ("Limits:PerAddress", "10000"), ("Limits:StartsPerMinute", "1000"), .. settings,
    ]);

    /// <summary>A teacher's connection.</summary>
    public static Task<HubConnection> TeacherAsync(this App app, Action<string>? record = null) =>
        app.ConnectAsync(HubRoute.Class, AccessCode.Header, TeacherCode, record);

    /// <summary>A child's connection, of a session of its own.</summary>
    public static Task<HubConnection> ChildAsync(this App app, string? session = null) => app.ConnectAsync(HubRoute.Path, "Cookie",
        $"{SessionCookie.Cookie}={session ?? app.Services.GetRequiredService<SessionCookie>().Seal()}", null);

    /// <summary>A connection without cookies.</summary>
    public static Task<HubConnection> StrangerAsync(this App app) => app.ConnectAsync(HubRoute.Path, "Accept-Language", "en", null);

    /// <summary>Follows the board.</summary>
    public static BoardMirror Board(this HubConnection teacher) => new(teacher);

    /// <summary>Follows the class as the child sees it.</summary>
    public static Follower<ClassroomState> Classroom(this HubConnection child, Action<ClassroomState>? hear = null) => new(child, "WatchClassroom", hear);

    /// <summary>Says a method of the hub.</summary>
    public static Task SayAsync(this HubConnection hub, string method, params object?[] arguments) =>
        hub.InvokeCoreAsync(method, arguments, TestContext.Current.CancellationToken);

    /// <summary>A teacher's connection to a server that listens on a port of this machine, where there is none in memory.</summary>
    public static Task<HubConnection> ListenedTeacherAsync(this App app) => ListenedAsync(app, HubRoute.Class, AccessCode.Header, TeacherCode);

    /// <summary>The same of a child.</summary>
    public static Task<HubConnection> ListenedChildAsync(this App app) => ListenedAsync(app, HubRoute.Path, "Cookie",
        $"{SessionCookie.Cookie}={app.Services.GetRequiredService<SessionCookie>().Seal()}");

    private static async Task<HubConnection> ListenedAsync(App app, string path, string header, string value)
    {
        var connection = new HubConnectionBuilder().WithUrl(new Uri(app.ClientOptions.BaseAddress, path), HttpTransportType.WebSockets, http =>
        {
            http.SkipNegotiation = true;
            http.Headers[header] = value;
        }).Build();
        await connection.StartAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private static async Task<HubConnection> ConnectAsync(this App app, string path, string header, string value, Action<string>? record)
    {
        var connection = new HubConnectionBuilder().WithUrl(new Uri(app.Server.BaseAddress, path), HttpTransportType.WebSockets, http =>
        {
            http.SkipNegotiation = true;
            http.WebSocketFactory = async (context, token) =>
            {
                var client = app.Server.CreateWebSocketClient();
                client.ConfigureRequest = request => request.Headers[header] = value;
                var socket = await client.ConnectAsync(context.Uri, token);
                return record is null ? socket : new RecordingSocket(socket, record);
            };
        }).Build();
        await connection.StartAsync(TestContext.Current.CancellationToken);
        return connection;
    }
}
