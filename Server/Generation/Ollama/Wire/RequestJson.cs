using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OllamaSharp;
using OllamaSharp.Models;
using OllamaSharp.Models.Chat;

namespace Interception.Server.Generation.Ollama.Wire;

/// <summary>Adds fields to OllamaSharp's requests that it has no property for, and removes those that Ollama does not know.</summary>
internal static class RequestJson
{
    private static readonly DefaultJsonTypeInfoResolver Resolver = new()
    {
        Modifiers = { LeaveOutCustomHeaders, RefuseToTruncate },
    };

    /// <summary>The serializer options for requests.</summary>
    public static JsonSerializerOptions Options { get; } = Apply(new OllamaApiClient("http://localhost")).OutgoingJsonSerializerOptions;

    /// <summary>Shares resolver and encoder, so that type information is cached once.</summary>
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

    /// <summary>Without this field Ollama cuts a prompt that is too long silently.</summary>
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
