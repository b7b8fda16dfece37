using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interception.Server.Runs.Queue.Shared;

/// <summary>What a node says to the line in one look. The names are those of <c>line.lua</c>.</summary>
internal sealed record LineLook
{
    public required string Node { get; init; }
    public required int Parallel { get; init; }

    /// <summary>1 holds the line, 0 releases it, -1 leaves it as it is.</summary>
    public required int Hold { get; init; }

    public required long LeaseMs { get; init; }
    public required long NodeMs { get; init; }
    public required long Quiet { get; init; }
    public required long Grace { get; init; }
    public required long KeepMs { get; init; }
    public required int Depth { get; init; }
    public required IReadOnlyList<string> Leaves { get; init; }
    public required IReadOnlyList<LineHolding> Holds { get; init; }
    public required IReadOnlyList<LineJoin> Joins { get; init; }
    public required IReadOnlyList<LineOffer> Offers { get; init; }
}

/// <summary>A place that this node holds: by which lease, where, under which number, for which turn, and what is left to do there.</summary>
internal sealed record LineHolding(string Id, int E, long F, long T, string W);

/// <summary>One who joins.</summary>
/// <param name="Id">The ticket's name.</param>
/// <param name="O">The owner; empty for nobody.</param>
/// <param name="P">Where it may work.</param>
/// <param name="W">What is left to do.</param>
/// <param name="F">The run's own number so far.</param>
/// <param name="Nth">Its number in the order of all who ever joined; 0 for a new one.</param>
/// <param name="Turn">Its turn; 0 for a new one.</param>
/// <param name="Ahead">Whether it stands at the head.</param>
/// <param name="Most">How many may wait; -1 when that does not matter.</param>
internal sealed record LineJoin(string Id, string O, string P, string W, long F, long Nth, long Turn, bool Ahead, int Most);

/// <summary>Where a ticket of this node may work at the moment: the numbers of the servers, in order; empty for nowhere.</summary>
internal sealed record LineOffer(string Id, string P);

/// <summary>What the line answers. Lua writes an empty list as an empty object.</summary>
internal sealed record LineAnswer
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new LuaListConverter() } };

    public int Length { get; init; }
    public bool Held { get; init; }
    public bool Calm { get; init; }
    public IReadOnlyList<LineGrant> Granted { get; init; } = [];
    public IReadOnlyList<string> Lost { get; init; } = [];
    public IReadOnlyList<string> Missing { get; init; } = [];
    public IReadOnlyList<string> Full { get; init; } = [];
    public IReadOnlyList<LineEntry> Joined { get; init; } = [];
    public IReadOnlyList<LinePosition> Positions { get; init; } = [];
    public IReadOnlyList<string> Line { get; init; } = [];
    public IReadOnlyList<string> Working { get; init; } = [];

    public static string Write(LineLook look) => JsonSerializer.Serialize(look, Json);

    public static LineAnswer Read(string answer) => JsonSerializer.Deserialize<LineAnswer>(answer, Json)!;

    /// <summary>Reads <c>{}</c> as a list without anything in it.</summary>
    private sealed class LuaListConverter : JsonConverterFactory
    {
        public override bool CanConvert(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);

        public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(LuaList<>).MakeGenericType(type.GetGenericArguments()))!;
    }

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

/// <summary>A lease of this node's: at which server, under which number, and how long it is valid.</summary>
internal sealed record LineGrant(string Id, int E, long F, double X);

/// <summary>What the line has written down of one who joined.</summary>
internal sealed record LineEntry(string Id, long Nth, long Turn);

/// <summary>Where a ticket of this node's stands.</summary>
internal sealed record LinePosition(string Id, int At);
