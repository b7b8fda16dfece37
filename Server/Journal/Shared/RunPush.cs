using System.Runtime.InteropServices;
using System.Text.Json;
using Interception.Server.Contracts;
using StackExchange.Redis;

namespace Interception.Server.Journal.Shared;

/// <summary>What a writer says of its run.</summary>
/// <param name="Fence">The number of the writer.</param>
/// <param name="Mode">When the run is missing, <c>new</c> and <c>anew</c> create it and <c>add</c> does not. When it exists, <c>new</c> refuses.</param>
/// <param name="Kept">How long the run is kept after this.</param>
/// <param name="Steps">The additions.</param>
/// <param name="Change">The change of the record; null for none.</param>
/// <param name="Age">How long the oldest of it has been known here.</param>
internal sealed record RunPush(
    long Fence, string Mode, TimeSpan Kept, List<JournalStep> Steps, RunRecordChange? Change = null, TimeSpan Age = default)
{
    private const int Head = 11;
    private const int OfText = 4;
    private const int OfEvent = 5;

    /// <summary>The same as <c>journal-append.lua</c> wants it.</summary>
    public RedisValue[] ValuesFor(RunKeys keys)
    {
        var values = new RedisValue[Head + Steps.Sum(step => step.Event is null ? OfText : OfEvent)];
        ReadOnlySpan<RedisValue> head =
        [
            keys.Channel, keys.Run, Fence, Mode, (long)Kept.TotalMilliseconds, keys.Node, keys.Texts, Change?.From ?? "", Change?.To ?? "",
            Change?.Record ?? "", (long)Age.TotalMicroseconds,
        ];
        head.CopyTo(values);
        var rest = values.AsSpan(Head);
        foreach (var step in Steps) rest = rest[Put(step, rest)..];
        return values;
    }

    private static int Put(JournalStep step, Span<RedisValue> values)
    {
        ReadOnlySpan<RedisValue> words = step.Event is { } happened
            ? ["e", happened.Seq, MarkOf(happened), StageOf(happened), JsonSerializer.SerializeToUtf8Bytes(happened, JsonSerializerOptions.Web)]
            : ["t", step.Stage.Name, step.Offset, MemoryMarshal.AsBytes(step.Text.AsSpan()).ToArray()];
        words.CopyTo(values);
        return words.Length;
    }

    private static string MarkOf(RunEvent happened) => happened switch
    {
        StageStart => "b",
        StageEnd { Outcome: Outcome.Blocked } => "r",
        StageEnd => "e",
        RunEnd => "x",
        _ => "-",
    };

    private static string StageOf(RunEvent happened) => happened switch
    {
        StageStart begun => begun.Stage.Name,
        StageEnd ended => ended.Stage.Name,
        _ => "",
    };
}
