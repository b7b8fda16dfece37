using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>Writes a stage as its name alone. Every name can be read, because a later server may have more stages.</summary>
internal sealed class StageConverter : JsonConverter<Stage>
{
    public override Stage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("A stage has a name."));

    public override void Write(Utf8JsonWriter writer, Stage value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Name);
}
