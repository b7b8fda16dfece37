using Interception.Server.Generation;
using Interception.Server.Generation.OpenAi;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Generation.OpenAi;

public sealed class ProvidersOptionsTests : IDisposable
{
    private const string Key = "a-secret";
    private const string Address = "https://api.mistral.ai/v1";
    private const string Form = "must be an address such as https://api.mistral.ai/v1, without a user name or a query.";

    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Without_configuration_there_are_none() => Read().Should().BeEmpty();

    [Fact]
    public void A_provider_has_a_name_an_address_and_a_key()
    {
        var providers = Read(("Providers:mistral:BaseUrl", Address), ("Providers:mistral:ApiKey", $" {Key}\n"), ("Providers:own-2:BaseUrl", "http://gpu:8080"));

        providers.Keys.Should().BeEquivalentTo("mistral", "own-2");
        (providers["mistral"].BaseUrl, providers["mistral"].ApiKey).Should().Be((Address, Key));
        providers["own-2"].ApiKey.Should().BeEmpty();
    }

    [Fact]
    public void A_name_in_capitals_is_an_environment_variables_way_of_writing() =>
        Read(("Providers:MISTRAL:BaseUrl", Address)).Keys.Should().Equal("mistral");

    [Fact]
    public void A_key_may_come_from_a_file()
    {
        File.WriteAllText(file, $"{Key}\n");

        Read(("Providers:mistral:BaseUrl", Address), ("Providers:mistral:ApiKeyFile", file))["mistral"].ApiKey.Should().Be(Key);
    }

    [Theory]
    [InlineData("Providers:local:BaseUrl", Address, "Providers:local is no name for a provider: it must be made of a-z, 0-9 and -, and not be local or practice.")]
    [InlineData("Providers:Practice:BaseUrl", Address, "Providers:Practice is no name for a provider: *")]
    [InlineData("Providers:my_own:BaseUrl", Address, "Providers:my_own is no name for a provider: *")]
    [InlineData("Providers:mistral", Address, $"Providers:mistral:BaseUrl {Form}")]
    [InlineData("Providers:mistral:ApiKey", Key, $"Providers:mistral:BaseUrl {Form}")]
    [InlineData("Providers:mistral:BaseUrl", "api.mistral.ai", $"Providers:mistral:BaseUrl {Form}")]
    [InlineData("Providers:mistral:BaseUrl", "ftp://api.mistral.ai", $"Providers:mistral:BaseUrl {Form}")]
    [InlineData("Providers:mistral:BaseUrl", $"https://{Key}@api.mistral.ai/v1", $"Providers:mistral:BaseUrl {Form}")]
    [InlineData("Providers:mistral:BaseUrl", $"https://api.mistral.ai/v1?key={Key}", $"Providers:mistral:BaseUrl {Form}")]
    [InlineData("Providers:mistral:Key", Key, "Providers:mistral:Key is not known; Providers:mistral has BaseUrl, ApiKey, ApiKeyFile.")]
    public void A_slip_is_refused_in_one_line(string key, string value, string line) => Refused((key, value)).Should().Match(line);

    [Theory]
    [InlineData($"{Key} {Key}")]
    [InlineData($"{Key}\n{Key}")]
    [InlineData($"{Key}ü")]
    public void A_key_that_cannot_be_one_is_refused_and_not_shown(string key) =>
        Refused(("Providers:mistral:BaseUrl", Address), ("Providers:mistral:ApiKey", key))
            .Should().Be("Providers:mistral:ApiKey has characters that no key has.");

    [Fact]
    public void A_key_file_must_be_there_and_have_a_key_and_be_the_only_one()
    {
        Refused(("Providers:mistral:BaseUrl", Address), ("Providers:mistral:ApiKeyFile", "/no/such/file"))
            .Should().Be("Providers:mistral:ApiKeyFile is '/no/such/file', which cannot be read.");
        Refused(("Providers:mistral:BaseUrl", Address), ("Providers:mistral:ApiKeyFile", file))
            .Should().Be($"Providers:mistral:ApiKeyFile is '{file}', which is empty.");
        Refused(("Providers:mistral:BaseUrl", Address), ("Providers:mistral:ApiKeyFile", file), ("Providers:mistral:ApiKey", Key))
            .Should().Be("Providers:mistral has ApiKey and ApiKeyFile: one is enough.");
    }

    private static string Refused(params (string Key, string Value)[] settings)
    {
        var message = FluentActions.Invoking(() => Read(settings)).Should().Throw<OptionsValidationException>().Which.Message;
        message.Should().NotContain(Key).And.NotContain("\n");
        return message;
    }

    private static IDictionary<string, ProviderOptions> Read(params (string Key, string Value)[] settings)
    {
        using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value))
                .Build())
            .AddGeneration()
            .BuildServiceProvider();
        return services.GetRequiredService<IOptions<ProvidersOptions>>().Value.ByName;
    }
}
