using System.Net;
using Interception.Server.Hosting;
using Interception.Server.Settings;
using Interception.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Delivery;

/// <summary>Life behind a reverse proxy.</summary>
public class ProxySetupTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 30_000), InlineData("/workshop/health/live"), InlineData("/health/live"), InlineData("/workshop/api/config")]
    public async Task Under_a_path_base_calls_work_with_it_and_without(string path)
    {
        await using var app = new App(settings: ("PathBase", "/workshop"));
        using var http = app.CreateClient();

        (await http.GetAsync(path, Token)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.0/8", true)]
    [InlineData("10.0.0.0/8", false)]
    [InlineData("", false)]
    public async Task Only_a_known_proxy_is_believed_about_the_caller(string known, bool isBelieved)
    {
        await using var app = known.Length == 0 ? new App() : new App(settings: ("Proxies:Known:0", known));
        using var http = new HttpClient { BaseAddress = app.Listen() };
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.7");

        var cookie = (await http.GetAsync("/", Token)).Headers.GetValues("Set-Cookie").Single();

        cookie.Contains("; secure", StringComparison.Ordinal).Should().Be(isBelieved);
    }

    [Theory]
    [InlineData("workshop")]
    [InlineData("/workshop/")]
    [InlineData("/")]
    [InlineData("/work shop")]
    [InlineData("https://school.example/workshop")]
    public void A_bad_path_base_stops_the_server_with_one_line(string path)
    {
        var start = () => Use(("PathBase", path));

        start.Should().Throw<InvalidDataException>()
            .WithMessage($"PathBase is '{path}', but must be empty or a path such as /workshop, with no slash at its end.");
    }

    [Theory, InlineData("proxy.local"), InlineData("10.0.0.0/33"), InlineData("")]
    public void A_bad_proxy_stops_the_server_with_one_line(string known)
    {
        var start = () => Use(("Proxies:Known:0", "127.0.0.1"), ("Proxies:Known:1", known));

        start.Should().Throw<OptionsValidationException>()
            .WithMessage($"Proxies:Known is '127.0.0.1, {known}', but must be IP addresses or networks such as 127.0.0.1 and 172.16.0.0/12.");
    }

    [Fact]
    public void A_proxy_that_is_not_in_a_list_is_refused_and_not_passed_over()
    {
        var start = () => Use(("Proxies:Known", "127.0.0.1"));

        start.Should().Throw<OptionsValidationException>()
            .WithMessage("Proxies:Known is '127.0.0.1', but must be a list: Proxies:Known:0 and so on.");
    }

    [Theory, InlineData("::1"), InlineData("fd00::/8"), InlineData("172.16.0.0/12")]
    public void Addresses_and_networks_of_both_kinds_are_known(string known)
    {
        var start = () => Use(("Proxies:Known:0", known));

        start.Should().NotThrow();
    }

    private static void Use(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
        builder.Services.AddSection<ProxyOptions>("Proxies");
        builder.Build().UseProxies();
    }
}
