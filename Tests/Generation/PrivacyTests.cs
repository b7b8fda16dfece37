using System.Net;
using System.Net.Sockets;
using Interception.Server.Generation;
using Interception.Server.Generation.Privacy;
using Interception.Server.Generation.Streaming;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Generation;

/// <summary>Nothing leaves the own network unless somebody has decided so.</summary>
public class PrivacyTests
{
    private static readonly (string, string) Open = ("Privacy:LocalOnly", "false");
    private static readonly (string, string) Mistral = ("Providers:mistral:BaseUrl", "https://api.mistral.ai/v1");

    [Theory]
    [InlineData("http://localhost:11434")]
    [InlineData("http://LOCALHOST")]
    [InlineData("http://ollama.localhost")]
    [InlineData("http://127.0.0.1:11434")]
    [InlineData("http://127.8.9.10")]
    [InlineData("http://10.0.0.5:11434")]
    [InlineData("https://172.16.0.1")]
    [InlineData("http://172.31.255.255")]
    [InlineData("http://192.168.178.20:11434")]
    [InlineData("http://[::1]:11434")]
    [InlineData("http://[fd12:3456::1]")]
    [InlineData("http://[::ffff:192.168.1.1]")]
    [InlineData("http://ollama:11434")]
    [InlineData("http://gpu.local")]
    [InlineData("http://gpu.LAN")]
    [InlineData("http://gpu.school.internal")]
    [InlineData("http://gpu.home.arpa")]
    [InlineData("http://private.example")]
    public void A_private_address_may_be_asked(string address) => Start(("Ollama:Endpoints:0", address)).Should().BeNull();

    [Theory]
    [InlineData("http://8.8.8.8:11434", "http://8.8.8.8:11434")]
    [InlineData("http://0.0.0.0:11434", "http://0.0.0.0:11434")]
    [InlineData("http://172.32.0.1", "http://172.32.0.1")]
    [InlineData("http://100.64.0.1", "http://100.64.0.1")]
    [InlineData("http://169.254.169.254", "http://169.254.169.254")]
    [InlineData("http://[fe80::1]", "http://[fe80::1]")]
    [InlineData("http://[::ffff:8.8.8.8]", "http://[::ffff:8.8.8.8]")]
    [InlineData("http://[2001:db8::1]", "http://[2001:db8::1]")]
    [InlineData("http://0x7f000001", "http://0x7f000001")]
    [InlineData("http://2130706433", "http://2130706433")]
    [InlineData("http://0177.0.0.1", "http://0177.0.0.1")]
    [InlineData("http://127.1", "http://127.1")]
    [InlineData("http://localhost@evil.example", "http://evil.example")]
    [InlineData("http://evil.example@localhost", "http://localhost")]
    [InlineData("http://public.example", "http://public.example")]
    [InlineData("http://mixed.example", "http://mixed.example")]
    [InlineData("http://nobody.example", "http://nobody.example")]
    [InlineData("http://localhost.evil.example", "http://localhost.evil.example")]
    public void Any_other_address_stops_the_start(string address, string shown) => Start(("Ollama:Endpoints:0", address))
        .Should().Match($"Ollama:Endpoints has '{shown}', but Privacy:LocalOnly allows only private addresses, plainly written.");

    [Theory]
    [InlineData("cloud/small", "Models:Fallback is 'cloud/small', but there is no Providers:cloud; with Privacy:LocalOnly it must have a private address.")]
    [InlineData("auto", "Models:Fallback is 'auto', but must be a name such as local/gpt-oss:20b.")]
    [InlineData("/", "Models:Fallback is '/', but must be a name such as local/gpt-oss:20b.")]
    public void A_fallback_is_held_to_the_same_rules_as_any_model(string model, string why) =>
        Start(("Models:Fallback", model)).Should().Be(why);

    [Fact]
    public void A_file_is_no_server() => Start(("Ollama:Endpoints:0", "file:///etc/passwd")).Should().StartWith("Ollama:Endpoints is 'file:///etc/passwd', but must be ");

    [Fact]
    public void Any_address_may_be_asked_when_somebody_has_decided_so() =>
        Start(("Ollama:Endpoints:0", "http://public.example"), Open).Should().BeNull();

    [Theory]
    [InlineData("Models:Interception", "Models:Interception")]
    [InlineData("Models:Safety", "Models:Safety")]
    [InlineData("Models:Allowed:0", "Models:Allowed")]
    [InlineData("Models:Fallback", "Models:Fallback")]
    public void A_model_elsewhere_stops_the_start(string key, string named)
    {
        Start((key, "mistral/small"), Mistral).Should().Be(
            $"{named} is 'mistral/small', but Privacy:LocalOnly allows only private addresses, plainly written, and Providers:mistral:BaseUrl is 'https://api.mistral.ai/v1'.");
        Start((key, "mistral/small"), Mistral, Open).Should().BeNull();
    }

    [Theory]
    [InlineData("http://localhost:8080/v1")]
    [InlineData("http://127.0.0.1:1234/v1")]
    [InlineData("http://192.168.178.20:8000/v1")]
    [InlineData("http://[fd12:3456::1]:8000")]
    [InlineData("http://vllm:8000/v1")]
    [InlineData("https://private.example/v1")]
    public void The_address_decides_and_not_the_dialect(string address) =>
        Start(("Models:Interception", "llama/bird"), ("Providers:llama:BaseUrl", address)).Should().BeNull();

    [Theory]
    [InlineData("http://8.8.8.8:8080/v1")]
    [InlineData("http://0x7f000001:8080/v1")]
    [InlineData("http://169.254.169.254/v1")]
    [InlineData("https://mixed.example/v1")]
    [InlineData("https://nobody.example/v1")]
    public void A_server_of_that_dialect_anywhere_else_stops_the_start(string address) =>
        Start(("Models:Interception", "llama/bird"), ("Providers:llama:BaseUrl", address)).Should().Be(
            $"Models:Interception is 'llama/bird', but Privacy:LocalOnly allows only private addresses, plainly written, and Providers:llama:BaseUrl is '{address}'.");

    [Theory]
    [InlineData("gpt-oss:120b-cloud")]
    [InlineData("local/kimi-k2:cloud")]
    public void A_model_that_Ollama_hands_on_to_its_cloud_stops_the_start(string model)
    {
        Start(("Models:Output", model)).Should().Match("Models:Output is 'local/*cloud', a model that Ollama hands on to its cloud, but Privacy:LocalOnly *");
        Start(("Models:Output", model), Open).Should().BeNull();
    }

    [Theory]
    [InlineData("8.8.8.8", "OLLAMA_HOST has 'http://8.8.8.8:11434', but Privacy:LocalOnly allows only private addresses, plainly written.")]
    [InlineData("ollama.com", "OLLAMA_HOST has 'https://ollama.com:443', but Privacy:LocalOnly allows only private addresses, plainly written.")]
    [InlineData("0.0.0.0", null)]
    [InlineData("192.168.178.20:11434", null)]
    public void OLLAMA_HOST_is_held_to_the_same_rule(string host, string? line)
    {
        Start(("OLLAMA_HOST", host)).Should().Be(line);
        Start(("OLLAMA_HOST", host), Open).Should().BeNull();
        Start(("OLLAMA_HOST", host), ("Ollama:Endpoints:0", "http://localhost:11434")).Should().BeNull();
    }

    [Fact]
    public void A_model_of_a_provider_that_is_not_there_stops_the_start() =>
        Start(("Models:Output", "mistral/small"), Open).Should().Be("Models:Output is 'mistral/small', but there is no Providers:mistral.");

    [Fact]
    public void A_provider_that_no_model_uses_is_no_harm() => Start(Mistral).Should().BeNull();

    [Fact]
    public void A_section_that_is_wrong_itself_says_so_alone() =>
        Start(("Models:Output", ""), ("Ollama:Endpoints:0", "http://public.example")).Should().StartWith("Models:Output is ''");

    [Fact(Timeout = 10_000)]
    public async Task A_name_that_turns_out_to_be_elsewhere_is_not_connected_to()
    {
        var clocks = new CallTimeouts(Options.Create(new TimeoutOptions()), TimeProvider.System);
        using var connections = new ModelHttpHandler(clocks, Options.Create(new PrivacyOptions()), new(), Readers.Beats);
        using var http = new HttpMessageInvoker(connections.Handler);

        var asking = () => http.SendAsync(new(HttpMethod.Get, "http://192.0.2.1"), TestContext.Current.CancellationToken);

        (await asking.Should().ThrowAsync<HttpRequestException>()).Which.InnerException.Should().BeOfType<GenerationException>()
            .Which.Message.Should().Be("Privacy:LocalOnly allows only private addresses, and 192.0.2.1 has another.");
    }

    /// <summary>Why the server does not start; null when it does.</summary>
    private static string? Start(params (string Key, string Value)[] settings)
    {
        using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value))
                .Build())
            .AddGeneration()
            .AddSingleton<Func<string, IPAddress[]>>(Resolve)
            .BuildServiceProvider();
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return null;
        }
        catch (OptionsValidationException refused)
        {
            return refused.Message;
        }
    }

    private static IPAddress[] Resolve(string name) => name switch
    {
        "private.example" => [IPAddress.Parse("10.1.2.3"), IPAddress.Parse("fd00::1")],
        "public.example" => [IPAddress.Parse("192.0.2.1")],
        "mixed.example" => [IPAddress.Parse("10.1.2.3"), IPAddress.Parse("192.0.2.1")],
        _ => throw new SocketException((int)SocketError.HostNotFound),
    };
}
