namespace Interception.Tests.Cluster;

/// <summary>Sessions, as browsers have them.</summary>
internal static class Sessions
{
    /// <summary>A new one.</summary>
    /// <returns>The cookie, as a browser sends it.</returns>
    public static async Task<string> NewAsync(HttpClient http)
    {
        using var answer = await http.PostAsync("hubs/interception/negotiate?negotiateVersion=1", null, TestContext.Current.CancellationToken);
        return answer.Headers.GetValues("Set-Cookie").First(cookie => cookie.StartsWith("interception=", StringComparison.Ordinal)).Split(';')[0];
    }
}
