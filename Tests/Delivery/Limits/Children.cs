using System.Net;
using System.Net.Http.Json;
using Interception.Server.Contracts;
using Interception.Server.Delivery.Callers;
using Interception.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Delivery.Limits;

/// <summary>Callers with a cookie of their own, and those without.</summary>
internal static class Children
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A new session's cookie, as the server gives it out.</summary>
    public static string NewSession(this App app) => app.Services.GetRequiredService<SessionCookie>().Seal();

    /// <summary>A browser that has been given its session.</summary>
    public static HttpClient Child(this App app, string? session = null)
    {
        var http = app.Script();
        http.DefaultRequestHeaders.Add("Cookie", $"{SessionCookie.Cookie}={session ?? app.NewSession()}");
        return http;
    }

    /// <summary>A script that keeps no cookies.</summary>
    public static HttpClient Script(this App app) =>
        app.CreateClient(new WebApplicationFactoryClientOptions { HandleCookies = false, BaseAddress = app.ClientOptions.BaseAddress });

    /// <summary>The same from elsewhere, as a known proxy says.</summary>
    public static HttpClient At(this HttpClient http, string address)
    {
        http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return http;
    }

    /// <summary>A tab: a hub connection with the session's cookie, not started yet.</summary>
    public static HubConnection Tab(Uri address, string session, HttpTransportType transport = HttpTransportType.WebSockets) =>
        new HubConnectionBuilder().WithUrl(new Uri(address, HubRoute.Path), transport,
            http => http.Cookies.Add(new Cookie(SessionCookie.Cookie, session, "/", address.Host))).Build();

    /// <summary>Starts a run over HTTP.</summary>
    public static Task<HttpResponseMessage> StartAsync(this HttpClient http, string? key = null) =>
        http.PostAsJsonAsync("/api/runs", new { text = "a blue bird", key }, Token);

    /// <summary>The run that was started.</summary>
    public static async Task<string> RunIdAsync(this HttpResponseMessage answer)
    {
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return (await answer.Content.ReadFromJsonAsync<RunStarted>(Token))!.RunId;
    }

    /// <summary>Asks for a connection to the hub.</summary>
    public static Task<HttpResponseMessage> NegotiateAsync(this HttpClient http) =>
        http.PostAsync($"{HubRoute.Path}/negotiate?negotiateVersion=1", null, Token);
}
