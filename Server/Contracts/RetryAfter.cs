namespace Interception.Server.Contracts;

/// <summary>When a client may try again. The times are spread, so that a class does not come back all at once.</summary>
internal static class RetryAfter
{
    /// <summary>Milliseconds to wait after an ending; null when trying again would not help.</summary>
    public static int? AfterMs(string? code) => code switch
    {
        Codes.Busy => Random.Shared.Next(5_000, 15_000),
        Codes.ShuttingDown => Random.Shared.Next(2_000, 10_000),
        Codes.ProviderUnavailable or Codes.SafetyUnavailable => Random.Shared.Next(5_000, 10_000),
        _ => null,
    };
}
