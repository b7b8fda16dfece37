using Interception.Server.Runs.Limits;
using Microsoft.AspNetCore.SignalR;

namespace Interception.Server.Delivery.Callers;

/// <summary>Who asks: the only notion of a caller that there is. Limits, names and rights all go by it.</summary>
/// <param name="Address">Where it calls from.</param>
/// <param name="Session">The session; null without a cookie of ours.</param>
/// <param name="Role">Whose code it has shown, as far as it had to.</param>
internal sealed record RunCaller(string Address, string? Session, AccessRole Role = AccessRole.Nobody)
{
    private static readonly object RoleKey = new();

    /// <summary>Tells it from others: sessions from each other, and of an address all together who have none.</summary>
    public string Key => Session is null ? AddressKey : $"session {Session}";

    /// <summary>The connection to a hub over which it asks; null for a call of its own.</summary>
    public string? Connection { get; private init; }

    /// <summary>Who is one child in class: a session; without one, a connection; else null.</summary>
    public string? Child => Session ?? (Connection is null ? null : $"connection {Connection}");

    private string AddressKey => $"address {Address}";

    /// <summary>Who calls. A cookie set by this response does not count: the client may never send it back.</summary>
    public static RunCaller From(HttpContext http) => new(
        ClientAddress.AddressOf(http),
        http.RequestServices.GetRequiredService<SessionCookie>().Shown(http)?.Id,
        http.Items.TryGetValue(RoleKey, out var role) ? (AccessRole)role! : AccessRole.Nobody);

    /// <summary>Who asks over a hub.</summary>
    public static RunCaller From(HubCallerContext hub) => From(hub.GetHttpContext()!) with { Connection = hub.ConnectionId };

    /// <summary>Notes whose code the caller of this request has shown.</summary>
    public static void NoteRole(HttpContext http, AccessRole role) => http.Items[RoleKey] = role;

    /// <summary>
    /// How much of something this caller may have: a session so much, and an address so many times that, whether those
    /// there have sessions or not. So nobody gets more by collecting cookies.
    /// </summary>
    public IEnumerable<LimitShare> Shares(int perSession, LimitOptions limits)
    {
        if (Session is not null) yield return new(Key, perSession);
        yield return new(AddressKey, (int)Math.Min((long)perSession * limits.PerAddress, int.MaxValue));
    }
}
