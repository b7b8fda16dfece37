using System.Text.Json;

namespace Interception.Server.Runs.Queue.Shared;

/// <summary>What the queue answers.</summary>
internal sealed record QueueAnswer
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new LuaListConverter() } };

    public int Length { get; init; }
    public bool Held { get; init; }
    public bool Calm { get; init; }
    public IReadOnlyList<QueueGrant> Granted { get; init; } = [];
    public IReadOnlyList<string> Lost { get; init; } = [];
    public IReadOnlyList<string> Missing { get; init; } = [];
    public IReadOnlyList<string> Full { get; init; } = [];
    public IReadOnlyList<QueueEntry> Joined { get; init; } = [];
    public IReadOnlyList<QueuePosition> Positions { get; init; } = [];
    public IReadOnlyList<string> Line { get; init; } = [];
    public IReadOnlyList<string> Working { get; init; } = [];
    public IReadOnlyList<QueuePlaces> Taken { get; init; } = [];

    public static string Write(QueueLook look) => JsonSerializer.Serialize(look, Json);

    public static QueueAnswer Read(string answer) => JsonSerializer.Deserialize<QueueAnswer>(answer, Json)!;
}

/// <summary>A lease of this node's: at which server, under which number, and how long it is valid.</summary>
internal sealed record QueueGrant(string Id, int E, long F, double X);

/// <summary>What the queue has written down of one who joined.</summary>
internal sealed record QueueEntry(string Id, long Nth, long Turn);

/// <summary>Where a ticket of this node stands.</summary>
internal sealed record QueuePosition(string Id, int At);

/// <summary>How many places are held at a server.</summary>
internal sealed record QueuePlaces(int E, int N);
