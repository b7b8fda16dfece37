using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Interception.Tests.Support;

/// <summary>Compares JSON with a file in the <c>Fixtures</c> folder beside a test.</summary>
public static class Golden
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Fails when the JSON differs from the file, and writes the new JSON into the output folder.</summary>
    public static void ShouldBe(string folder, string name, string json)
    {
        var fixtures = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, folder, "Fixtures")).FullName;
        var path = Path.Combine(fixtures, name + ".json");
        var pinned = File.Exists(path) ? File.ReadAllText(path) : "";
        var actual = Readable(JsonNode.Parse(json))!.ToJsonString(Indented) + "\n";
        if (actual == pinned) return;
        var now = Path.ChangeExtension(path, ".now.json");
        File.WriteAllText(now, actual);
        Assert.Fail($"What is asked has changed. If that is wanted, copy {now} to Tests/{folder}/Fixtures/{name}.json.\n{actual}");
    }

    /// <summary>Writes a text of several lines as a list, so that one changed line is one changed entry.</summary>
    private static JsonNode? Readable(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Readable(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Readable)]),
        JsonValue value when value.TryGetValue<string>(out var text) && text.Contains('\n', StringComparison.Ordinal) =>
            new JsonArray([.. text.Split('\n').Select(line => JsonValue.Create(line))]),
        _ => node?.DeepClone(),
    };
}
