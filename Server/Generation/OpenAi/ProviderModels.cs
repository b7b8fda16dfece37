using System.Text.Json.Serialization;

namespace Interception.Server.Generation.OpenAi;

/// <summary>The answer to <c>/models</c> in the OpenAI dialect.</summary>
internal sealed record ProviderModels(IReadOnlyList<ProviderModel?>? Data)
{
    /// <summary>All names under which a model can be asked for; null when it is no such list.</summary>
    public IReadOnlyList<string>? Names() =>
        Data is null ? null : [.. Data.OfType<ProviderModel>().SelectMany(model => new[] { model.Id }.Concat(model.Aliases ?? [])).OfType<string>().Distinct()];
}

/// <summary>One model of the list; llama-server and Mistral know it by further names as well.</summary>
internal sealed record ProviderModel(string? Id, IReadOnlyList<string?>? Aliases);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProviderModels))]
internal sealed partial class ProviderModelsJson : JsonSerializerContext;
