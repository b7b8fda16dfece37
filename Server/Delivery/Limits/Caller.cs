using Interception.Server.Delivery.Door;

namespace Interception.Server.Delivery.Limits;

/// <summary>Whose limits a call counts against: a session's, or an address's for all there who carry no cookie.</summary>
/// <param name="Key">Tells it from others.</param>
/// <param name="Session">The cookie; null without one.</param>
internal sealed record Caller(string Key, string? Session)
{
    /// <summary>Who calls. A cookie that is only being given out is none yet: whoever throws it away would always be new.</summary>
    public static Caller Of(HttpContext http) => Sessions.Shown(http) is { } session
        ? new($"session {session}", session)
        : new($"address {Callers.AddressOf(http)}", null);

    /// <summary>What is for one session, as much as this caller may have.</summary>
    public int Share(int perSession, LimitOptions limits) =>
        (int)Math.Min((long)perSession * (Session is null ? limits.PerAddress : 1), int.MaxValue);
}
