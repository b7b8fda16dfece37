using Interception.Server.Generation;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Slots;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Generation;

public class GenerationSetupTests
{
    [Fact]
    public void Without_configuration_everything_has_its_default()
    {
        using var services = With();

        Of<OllamaOptions>(services).Should().BeEquivalentTo(new
        {
            Endpoints = new[] { new Uri("http://localhost:11434") },
            ParallelPerEndpoint = 1,
            KeepAlive = "30m",
            ContextLength = 8192,
            PullMissingModels = false,
        });
        Of<ModelOptions>(services).Safety.Should().Be("auto");
        Of<TimeoutOptions>(services).Connect.Should().Be(TimeSpan.FromSeconds(2));
        services.GetRequiredService<EndpointSlots>().Count.Should().Be(1);
        services.GetRequiredService<IGenerator>().Should().BeOfType<RoutingGenerator>();
    }

    [Fact]
    public void Configured_endpoints_replace_the_default_one()
    {
        using var services = With(("Ollama:Endpoints:0", "http://gpu:11434"), ("Ollama:Endpoints:1", "https://other/ollama"));

        Of<OllamaOptions>(services).Endpoints.Should().Equal(new Uri("http://gpu:11434"), new Uri("https://other/ollama"));
        services.GetRequiredService<EndpointSlots>().Count.Should().Be(2);
    }

    [Fact]
    public void OLLAMA_HOST_is_the_default_endpoint_and_a_configured_one_wins()
    {
        using var services = With(("OLLAMA_HOST", "gpu"));
        using var both = With(("OLLAMA_HOST", "gpu"), ("Ollama:Endpoints:0", "http://other:11434"));

        Of<OllamaOptions>(services).Endpoints.Should().Equal(new Uri("http://gpu:11434"));
        Of<OllamaOptions>(both).Endpoints.Should().Equal(new Uri("http://other:11434"));
    }

    [Theory]
    [InlineData("Ollama:ParallelPerEndpoint", "0", "Ollama:ParallelPerEndpoint is '0', but must be between 1 and 100000.")]
    [InlineData("Ollama:KeepAlive", "soon", "Ollama:KeepAlive is 'soon', but must be a time such as 30m or 1h30m; -1m for ever.")]
    [InlineData("Ollama:KeepAlive", "", "Ollama:KeepAlive is '', but must be a time such as 30m or 1h30m; -1m for ever.")]
    [InlineData("Ollama:ContextLength", "12", "Ollama:ContextLength is '12', but must be between 512 and 1048576.")]
    [InlineData("Ollama:Endpoints:0", "ftp://gpu/", "Ollama:Endpoints is 'ftp://gpu/', but must be one or more different addresses such as http://localhost:11434.")]
    [InlineData("Ollama:Endpoints:0", "gpu:11434", "Ollama:Endpoints is 'gpu:11434', but must be one or more different addresses such as http://localhost:11434.")]
    public void A_bad_value_is_named_with_its_key_and_what_is_allowed(string key, string value, string line)
    {
        using var services = With((key, value));

        var reading = () => Of<OllamaOptions>(services);

        reading.Should().Throw<OptionsValidationException>().WithMessage(line);
    }

    [Theory]
    [InlineData("Timeouts:Connect", "2", "Timeouts:Connect is '2.00:00:00', but must be between 00:00:00.1000000 and 00:01:00.")]
    [InlineData("Timeouts:Run", "00:00:00", "Timeouts:Run is '00:00:00', but must be between 00:00:01 and 1.00:00:00.")]
    public void A_bad_time_is_named_too(string key, string value, string line)
    {
        using var services = With((key, value));

        var reading = () => Of<TimeoutOptions>(services);

        reading.Should().Throw<OptionsValidationException>().WithMessage(line);
    }

    [Fact]
    public void An_unknown_key_is_refused()
    {
        using var services = With(("Ollama:Endpoint", "http://gpu:11434"));

        var reading = () => Of<OllamaOptions>(services);

        reading.Should().Throw<OptionsValidationException>().WithMessage("Ollama:Endpoint is not known; *");
    }

    private static ServiceProvider With(params (string Key, string Value)[] settings) =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value))
                .Build())
            .AddGeneration()
            .BuildServiceProvider();

    private static T Of<T>(IServiceProvider services) where T : class => services.GetRequiredService<IOptions<T>>().Value;
}
