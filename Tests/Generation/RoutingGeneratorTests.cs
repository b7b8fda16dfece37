using Interception.Server.Generation;

namespace Interception.Tests.Generation;

public class RoutingGeneratorTests
{
    private readonly NamedGenerator ollama = new("ollama");
    private readonly NamedGenerator mistral = new("mistral");

    [Theory]
    [InlineData("gpt-oss:20b", "ollama")]
    [InlineData("local/gpt-oss:20b", "ollama")]
    [InlineData("local/library/gpt-oss", "ollama")]
    [InlineData("mistral/small", "mistral")]
    public async Task A_model_is_asked_where_its_name_says(string model, string expected)
    {
        var pieces = await Routing().StreamAsync(Ask(model), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        pieces.Should().Equal(new GenerationPiece(PieceKind.Text, expected));
    }

    [Fact]
    public void An_unknown_provider_is_unavailable()
    {
        var asking = () => Routing().StreamAsync(Ask("elsewhere/model"), TestContext.Current.CancellationToken);

        asking.Should().Throw<GenerationException>().Which.Failure.Should().Be(GenerationFailure.Unavailable);
    }

    private RoutingGenerator Routing() => new(new Dictionary<string, IGenerator> { ["local"] = ollama, ["mistral"] = mistral });

    private static ModelPrompt Ask(string model) => new(GenerationJob.Output, model, "Write.", []);

    private sealed class NamedGenerator(string name) : IGenerator
    {
        public IAsyncEnumerable<GenerationPiece> StreamAsync(ModelPrompt prompt, CancellationToken cancellationToken) =>
            new[] { new GenerationPiece(PieceKind.Text, name) }.ToAsyncEnumerable();
    }
}
