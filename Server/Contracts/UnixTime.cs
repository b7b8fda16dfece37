namespace Interception.Server.Contracts;

/// <summary>The time of day in the form that the wire uses.</summary>
internal static class UnixTime
{
    /// <summary>Now, in Unix milliseconds.</summary>
    public static long UnixMs(this TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();
}
