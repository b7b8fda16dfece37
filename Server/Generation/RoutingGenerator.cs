namespace Interception.Server.Generation;

/// <summary>Passes each prompt to the provider named at the beginning of its model.</summary>
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
