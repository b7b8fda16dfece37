using System.Text.Json;

namespace Interception.Server.Classroom.Store;

/// <summary>A class as it is written down for other nodes; a field that a node does not know is passed over.</summary>
internal static class ClassRecordJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { IgnoreReadOnlyProperties = true };

    public static string Write(ClassRecord record) => JsonSerializer.Serialize(record, Options);

    public static ClassRecord Read(string json) => JsonSerializer.Deserialize<ClassRecord>(json, Options)!;
}
