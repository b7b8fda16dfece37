using System.Net;
using System.Net.Sockets;
using System.Text;
using Interception.Server.Contracts;
using Interception.Server.Delivery.Access;
using Interception.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Interception.Tests.Delivery.Access;

/// <summary>By which names the server may be called: tablets come in by address, rebound names do not.</summary>
public class HostTests
{
    [Theory]
    [InlineData("192.168.1.20"), InlineData("10.0.0.5"), InlineData("172.17.0.2"), InlineData("203.0.113.9")]
    [InlineData("[::1]"), InlineData("[fe80::1]"), InlineData("[2001:db8::7]"), InlineData("::1")]
    [InlineData("localhost"), InlineData("LOCALHOST"), InlineData("localhost."), InlineData("app.localhost"), InlineData("")]
    public void Addresses_and_the_machine_itself_always_pass(string host) => new HostCheck([]).Allows(host).Should().BeTrue();

    [Fact]
    public void The_machines_own_names_pass()
    {
        var first = Dns.GetHostName().Split('.')[0];

        foreach (var name in new[] { Dns.GetHostName(), first, $"{first}.local", first.ToUpperInvariant() })
            new HostCheck([]).Allows(name).Should().BeTrue(name);
    }

    [Theory]
    [InlineData("attacker.tld"), InlineData("127.0.0.1.nip.io"), InlineData("192.168.1.20.nip.io"), InlineData("localhost.attacker.tld")]
    [InlineData("attackerlocalhost"), InlineData("notschool.example"), InlineData("school.example.attacker.tld"), InlineData("a.b"), InlineData(".")]
    [InlineData("127.0.0.1@attacker.tld"), InlineData("*"), InlineData("[::1].attacker.tld")]
    public void A_name_that_is_not_ours_does_not(string host) => new HostCheck(["school.example", "*.lan.example"]).Allows(host).Should().BeFalse();

    [Theory]
    [InlineData("school.example", "school.example", true)]
    [InlineData("school.example", "School.Example.", true)]
    [InlineData("school.example", "a.school.example", false)]
    [InlineData("*.school.example", "a.b.school.example", true)]
    [InlineData("*.school.example", "school.example", false)]
    [InlineData("pc-1; pc-2", "pc-2", true)]
    [InlineData("*", "attacker.tld", true)]
    public void An_operator_allows_names(string allowed, string host, bool passes) => From(allowed).Allows(host).Should().Be(passes);

    [Theory, InlineData("https://school.example"), InlineData("school.example:80"), InlineData("school example"), InlineData("a*.example"), InlineData("*.*.example")]
    public void What_is_no_list_of_names_stops_the_start_with_one_line(string allowed)
    {
        var start = () => From(allowed);

        start.Should().Throw<InvalidDataException>()
            .WithMessage($"AllowedHosts is '{allowed}', but must be names such as school.example or *.school.example, with ; between them and no ports.");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("attacker.tld", false), InlineData("127.0.0.1.nip.io:17801", false), InlineData("other.example", false)]
    [InlineData("192.168.1.20:17801", true), InlineData("[fe80::1]:17801", true), InlineData("school.example", true), InlineData("localhost", true)]
    public async Task The_server_answers_by_its_names_and_addresses_only(string host, bool passes)
    {
        await using var app = new App(settings: ("AllowedHosts", "school.example"));
        using var http = new HttpClient { BaseAddress = app.Listen() };

        foreach (var path in new[] { "/health/live", "/api/config", "/api/text_stream/stage2/mine?prompt=a+bird" })
        {
            var answer = await http.AskAsync(HttpMethod.Get, path, ("Host", host));

            answer.StatusCode.Should().Be(passes ? HttpStatusCode.OK : HttpStatusCode.BadRequest);
            if (!passes) (await answer.CodeAsync()).Should().Be(Codes.InvalidRequest);
        }
        app.Controls().List().Should().HaveCount(passes ? 1 : 0);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_health_check_that_says_no_host_at_all_is_answered()
    {
        await using var app = new App();
        var address = app.Listen();
        using var tcp = new TcpClient(address.Host, address.Port);
        await tcp.GetStream().WriteAsync("GET /health/live HTTP/1.0\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);

        using var reader = new StreamReader(tcp.GetStream(), Encoding.ASCII);

        (await reader.ReadLineAsync(TestContext.Current.CancellationToken)).Should().Be("HTTP/1.1 200 OK");
    }

    private static HostCheck From(string allowed) => HostCheck.From(
        new ConfigurationBuilder().AddInMemoryCollection([new("AllowedHosts", allowed)]).Build());
}
