using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interception.Server.Runs.Queue.Shared;

/// <summary>Reads <c>{}</c> as an empty list: Lua writes an empty list as an empty object.</summary>
internal sealed class LuaListConverter : JsonConverterFactory
{
    public override bool CanConvert(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);

    public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(LuaList<>).MakeGenericType(type.GetGenericArguments()))!;

    private sealed class LuaList<T> : JsonConverter<IReadOnlyList<T>>
    {
        public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.StartArray) return JsonSerializer.Deserialize<T[]>(ref reader, options)!;
            reader.Skip();
            return [];
        }

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> list, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, list.ToArray(), options);
    }
}
