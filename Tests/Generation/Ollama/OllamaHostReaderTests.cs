using Interception.Server.Generation.Ollama.Wire;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Generation.Ollama;

/// <summary>What Ollama's own command makes of <c>OLLAMA_HOST</c>, we make of it too.</summary>
public class OllamaHostReaderTests
{
    [Theory]
    [InlineData("gpu", "http://gpu:11434/")]
    [InlineData("gpu:1234", "http://gpu:1234/")]
    [InlineData("1.2.3.4", "http://1.2.3.4:11434/")]
    [InlineData("1.2.3.4:1234", "http://1.2.3.4:1234/")]
    [InlineData(":1234", "http://127.0.0.1:1234/")]
    [InlineData("gpu:", "http://gpu:11434/")]
    [InlineData("gpu:66000", "http://gpu:11434/")]
    [InlineData("gpu:-1", "http://gpu:11434/")]
    [InlineData("gpu:many", "http://gpu:11434/")]
    [InlineData("0.0.0.0", "http://127.0.0.1:11434/")]
    [InlineData("0.0.0.0:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://0.0.0.0:8080", "http://127.0.0.1:8080/")]
    [InlineData("[::]", "http://[::1]:11434/")]
    [InlineData("::", "http://[::1]:11434/")]
    [InlineData("[::]:8080", "http://[::1]:8080/")]
    [InlineData("[::1]", "http://[::1]:11434/")]
    [InlineData("::1", "http://[::1]:11434/")]
    [InlineData("[fd00::2]:1337", "http://[fd00::2]:1337/")]
    [InlineData("  gpu  ", "http://gpu:11434/")]
    [InlineData("\"gpu\"", "http://gpu:11434/")]
    [InlineData(" ' gpu:1234 ' ", "http://gpu:1234/")]
    [InlineData("http://gpu", "http://gpu:80/")]
    [InlineData("http://gpu:", "http://gpu:80/")]
    [InlineData("http://gpu:4321", "http://gpu:4321/")]
    [InlineData("http://gpu:66000", "http://gpu:80/")]
    [InlineData("https://gpu", "https://gpu:443/")]
    [InlineData("https://gpu:4321/", "https://gpu:4321/")]
    [InlineData("https://school.example/ollama", "https://school.example:443/ollama")]
    [InlineData("https://school.example/ollama/", "https://school.example:443/ollama")]
    [InlineData("gpu/ollama", "http://gpu:11434/ollama")]
    [InlineData("ollama.com", "https://ollama.com:443/")]
    public void It_is_read_as_Ollama_reads_it(string host, string address) => OllamaHostReader.Read(host).Should().Be(new Uri(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\"\"")]
    public void Nothing_is_no_address(string? host) => OllamaHostReader.Read(host).Should().BeNull();

    [Theory]
    [InlineData("ftp://gpu", "ftp://gpu")]
    [InlineData("http://gpu?model=x", "http://gpu?model=x")]
    [InlineData("a b", "a b")]
    [InlineData("http://teacher:secret@gpu", "gpu")]
    public void What_is_no_address_is_refused_in_one_line_that_tells_no_password(string host, string shown)
    {
        var reading = () => OllamaHostReader.Read(host);

        reading.Should().Throw<OptionsValidationException>().WithMessage(
            $"OLLAMA_HOST is '{shown}', but must be an address such as gpu:11434 or https://gpu/ollama.");
    }
}
