namespace Interception.Server.Delivery.Callers;

/// <summary>Whose limits a call counts against: its address's, and its session's own when it has shown one.</summary>
/// <param name="Address">Where it calls from.</param>
/// <param name="Session">The session; null without a cookie of ours.</param>
internal sealed record RunCaller(string Address, string? Session)
{
    /// <summary>Tells it from others: sessions from each other, and of an address all together who have none.</summary>
    public string Key => Session is null ? AddressKey : $"session {Session}";

    private string AddressKey => $"address {Address}";

    /// <summary>Who calls. A cookie that is only being given out is none yet: whoever throws it away would always be new.</summary>
    public static RunCaller From(HttpContext http) =>
        new(ClientAddress.AddressOf(http), http.RequestServices.GetRequiredService<SessionCookie>().Shown(http)?.Id);

    /// <summary>
    /// How much of something this caller may have: a session so much, and an address so many times that, whether those
    /// there have sessions or not. So nobody gets more by collecting cookies.
    /// </summary>
    public IEnumerable<AddressShare> Shares(int perSession, LimitOptions limits)
    {
        if (Session is not null) yield return new(Key, perSession);
        yield return new(AddressKey, (int)Math.Min((long)perSession * limits.PerAddress, int.MaxValue));
    }
}

/// <summary>So much for one.</summary>
/// <param name="Key">For whom.</param>
/// <param name="Most">How much.</param>
internal sealed record AddressShare(string Key, int Most);
