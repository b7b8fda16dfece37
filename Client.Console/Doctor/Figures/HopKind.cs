using System.Text.Json.Serialization;

namespace Interception.Client.Console.Doctor.Figures;

/// <summary>The hops that a text passes, from the inside out; written in lower case.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HopKind>))]
internal enum HopKind
{
    Model,
    Ollama,
    Line,
    Server,
    Store,
    Proxy,
    Network,
    Page,
}
