using System.Text.Json.Serialization;
using Interception.Server.Contracts;

namespace Interception.Server.Delivery.StageStreams;

/// <summary>The stage stream is open; sent first.</summary>
internal sealed record ConnectedMessage(Stage Stage, string RunId, string Status, string? Model);

/// <summary>The run's place in the queue.</summary>
internal sealed record QueueMessage(string Status, int? Position, IReadOnlyList<double>? EtaSeconds);

/// <summary>A piece of the text.</summary>
internal sealed record ChunkMessage(string TextChunk, int ChunkCount);

/// <summary>The stage completed.</summary>
internal sealed record CompleteMessage(
    string FinalText, string Status, int CharCount, int ChunkCount, string? ModelUsed, bool IsSafe);

/// <summary>A check said no; the client must remove the text it received.</summary>
internal sealed record BlockedMessage(Stage Stage, string Code, TextCategory? Category);

/// <summary>Any other ending.</summary>
internal sealed record ErrorMessage(Stage Stage, string Code, string Message)
{
    /// <summary>The field that is wrong; left out when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }
}
