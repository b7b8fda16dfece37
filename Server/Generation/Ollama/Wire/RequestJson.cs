using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OllamaSharp;
using OllamaSharp.Models;
using OllamaSharp.Models.Chat;

namespace Interception.Server.Generation.Ollama.Wire;

/// <summary>Makes OllamaSharp's requests say what it has no property for, and no more than Ollama knows.</summary>
internal static class RequestJson
{
    private static readonly DefaultJsonTypeInfoResolver Resolver = new()
    {
        Modifiers = { LeaveOutCustomHeaders, RefuseToTruncate },
    };

    /// <summary>How a request is written.</summary>
    public static JsonSerializerOptions Options { get; } = Apply(new OllamaApiClient("http://localhost")).OutgoingJsonSerializerOptions;

    /// <summary>Shares resolver and encoder, so that the serializer's knowledge of types is shared too.</summary>
    public static OllamaApiClient Apply(OllamaApiClient client)
    {
        client.OutgoingJsonSerializerOptions.TypeInfoResolver = Resolver;
        client.OutgoingJsonSerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        return client;
    }

    private static void LeaveOutCustomHeaders(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.Name == nameof(OllamaRequest.CustomHeaders)).ToList())
        {
            type.Properties.Remove(property);
        }
    }

    /// <summary>Without this Ollama cuts a prompt that is too long in silence.</summary>
    private static void RefuseToTruncate(JsonTypeInfo type)
    {
        if (type.Type == typeof(ChatRequest))
        {
            var truncate = type.CreateJsonPropertyInfo(typeof(bool), "truncate");
            truncate.Get = static _ => false;
            type.Properties.Add(truncate);
        }
    }
}
