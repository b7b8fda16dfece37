using Interception.Server.Runs.Limits;
using Microsoft.AspNetCore.SignalR;

namespace Interception.Server.Delivery.Callers;

/// <summary>The caller of a request. Limits, names and rights all use it.</summary>
/// <param name="Address">The caller's address.</param>
/// <param name="Session">The session; null without a valid cookie.</param>
/// <param name="Role">The role of the code that it has shown.</param>
internal sealed record RunCaller(string Address, string? Session, AccessRole Role = AccessRole.Nobody)
{
    private static readonly object RoleKey = new();

    /// <summary>Identifies the caller: by session, or by address for all callers there without one.</summary>
    public string Key => Session is null ? AddressKey : $"session {Session}";

    /// <summary>The hub connection of the call; null for an HTTP call.</summary>
    public string? Connection { get; private init; }

    /// <summary>Identifies a child in class: by session, else by connection; null without either.</summary>
    public string? Child => Session ?? (Connection is null ? null : $"connection {Connection}");

    private string AddressKey => $"address {Address}";

    /// <summary>The caller of an HTTP request. A cookie set by this response does not count: the client may never send it back.</summary>
    public static RunCaller From(HttpContext http) => new(
        ClientAddress.AddressOf(http),
        http.RequestServices.GetRequiredService<SessionCookie>().Shown(http)?.Id,
        http.Items.TryGetValue(RoleKey, out var role) ? (AccessRole)role! : AccessRole.Nobody);

    /// <summary>The caller of a hub method.</summary>
    public static RunCaller From(HubCallerContext hub) => From(hub.GetHttpContext()!) with { Connection = hub.ConnectionId };

    /// <summary>Records the role of this request's caller.</summary>
    public static void NoteRole(HttpContext http, AccessRole role) => http.Items[RoleKey] = role;

    /// <summary>
    /// The limits that a caller counts against: its session's, and its address's, which is a multiple of that. So collecting
    /// cookies gains a caller nothing.
    /// </summary>
    public IEnumerable<LimitShare> Shares(int perSession, LimitOptions limits)
    {
        if (Session is not null) yield return new(Key, perSession);
        yield return new(AddressKey, (int)Math.Min((long)perSession * limits.PerAddress, int.MaxValue));
    }
}
