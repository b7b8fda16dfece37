using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interception.Server.Generation.Ollama.Wire;

/// <summary>The parts of Ollama's answers to <c>/api/tags</c> and <c>/api/ps</c> that matter for a choice.</summary>
internal sealed record ModelList(IReadOnlyList<ModelEntry?>? Models)
{
    /// <summary>The models in the answer.</summary>
    /// <exception cref="JsonException">The answer is not one of Ollama's lists.</exception>
    public IReadOnlyList<InstalledModel> Installed() =>
        [.. (Models ?? throw new JsonException("There is no list.")).Select(model => model?.Installed() ?? throw new JsonException("There is no model."))];
}

/// <summary>One model of the list. The time is parsed by hand, because one odd value must not make the whole server unusable.</summary>
internal sealed record ModelEntry(
    string? Name, string? ModifiedAt, string? Digest, IReadOnlyList<string>? Capabilities, ModelEntryDetails? Details, string? RemoteHost, string? RemoteModel)
{
    /// <summary>Null without a name.</summary>
    public InstalledModel? Installed() => Name is null ? null : new(Name)
    {
        FetchedAt = DateTimeOffset.TryParse(ModifiedAt, CultureInfo.InvariantCulture, out var at) ? at : default,
        Digest = Digest ?? "",
        Capabilities = Capabilities is { Count: > 0 } ? Capabilities : null,
        Family = Details?.Family ?? "",
        IsElsewhere = !string.IsNullOrEmpty(RemoteHost) || !string.IsNullOrEmpty(RemoteModel) || ModelKinds.IsInCloud(Name),
    };
}

/// <summary>How a model is built.</summary>
internal sealed record ModelEntryDetails(string? Family);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ModelList))]
internal sealed partial class ModelListJson : JsonSerializerContext;
