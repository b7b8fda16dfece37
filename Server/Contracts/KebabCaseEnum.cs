using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>Writes an enum's names in kebab case: <c>LoadingModel</c> is <c>"loading-model"</c>.</summary>
internal sealed class KebabCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower)
    where T : struct, Enum;
