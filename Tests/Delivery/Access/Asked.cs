using System.Net.Http.Json;
using System.Text.Json;
using Interception.Server.Contracts;

namespace Interception.Tests.Delivery.Access;

/// <summary>Calls with headers as browsers, scripts and worse would send them.</summary>
internal static class Asked
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Makes one call.</summary>
    public static async Task<HttpResponseMessage> AskAsync(
        this HttpClient http, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }

    /// <summary>Shows a code at the door.</summary>
    public static Task<HttpResponseMessage> ShowAsync(this HttpClient http, string? code) =>
        http.PostAsJsonAsync("/api/door", new { code }, Token);

    /// <summary>The code of a problem; null when it has none.</summary>
    public static async Task<string?> CodeAsync(this HttpResponseMessage response)
    {
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        return problem.TryGetProperty("code", out var code) ? code.GetString() : null;
    }

    /// <summary>The header of a caller who keeps no cookies.</summary>
    public static (string Name, string Value) Code(string code) => (AccessCode.Header, code);
}
