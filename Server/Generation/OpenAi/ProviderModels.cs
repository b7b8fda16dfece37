using System.Text.Json.Serialization;

namespace Interception.Server.Generation.OpenAi;

/// <summary>The answer to <c>/models</c> in the OpenAI dialect.</summary>
internal sealed record ProviderModels(IReadOnlyList<ProviderModel?>? Data)
{
    /// <summary>Every name under which a model can be requested; null when the answer is not such a list.</summary>
    public IReadOnlyList<string>? Names() =>
        Data is null ? null : [.. Data.OfType<ProviderModel>().SelectMany(model => new[] { model.Id }.Concat(model.Aliases ?? [])).OfType<string>().Distinct()];
}

/// <summary>One model of the list; llama-server and Mistral give it further names.</summary>
internal sealed record ProviderModel(string? Id, IReadOnlyList<string?>? Aliases);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProviderModels))]
internal sealed partial class ProviderModelsJson : JsonSerializerContext;
