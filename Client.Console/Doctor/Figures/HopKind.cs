using System.Text.Json.Serialization;

namespace Interception.Client.Console.Doctor.Figures;

/// <summary>The places that a text comes through, from the inside out; on paper in lower case.</summary>
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
