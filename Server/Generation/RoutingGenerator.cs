namespace Interception.Server.Generation;

/// <summary>Hands each prompt to the provider that its model's name begins with.</summary>
internal sealed class RoutingGenerator(IReadOnlyDictionary<string, IGenerator> providers) : IGenerator
{
    public IAsyncEnumerable<GenerationPiece> StreamAsync(ModelPrompt prompt, CancellationToken cancellationToken)
    {
        var provider = ModelName.Parse(prompt.Model).Provider;
        return providers.TryGetValue(provider, out var generator)
            ? generator.StreamAsync(prompt, cancellationToken)
            : throw new GenerationException(GenerationFailure.Unavailable, $"No provider is called '{provider}'.");
    }
}
