using System.Globalization;
using StackExchange.Redis;

namespace Interception.Server.Journal.Shared;

/// <summary>The answer of Redis to a writer.</summary>
/// <param name="Status">The result.</param>
/// <param name="Where">For <see cref="PushStatus.Gap"/>: the stage, or empty for the events.</param>
/// <param name="Length">How long that text is, or how many events there are; for a closed run the number of events.</param>
/// <param name="Wanted">What is wanted of the run.</param>
/// <param name="Fence">The number of the present writer.</param>
internal readonly record struct PushAnswer(PushStatus Status, string Where, int Length, RunWish Wanted, long Fence)
{
    /// <summary>The version of the run's record; empty for none.</summary>
    public string Record { get; init; } = "";

    /// <summary>Reads the answer of <c>journal-append.lua</c>.</summary>
    public static PushAnswer Read(RedisResult answer)
    {
        var line = ((string)answer!).AsSpan();
        Span<Range> words = stackalloc Range[6];
        line.Split(words, ' ');
        return new(
            Enum.Parse<PushStatus>(line[words[0]]), line[words[1]].ToString(), int.Parse(line[words[2]], CultureInfo.InvariantCulture),
            Enum.Parse<RunWish>(line[words[3]]), long.Parse(line[words[4]], CultureInfo.InvariantCulture)) { Record = line[words[5]].ToString() };
    }

    /// <summary>The same in the terms of the port.</summary>
    public AppendAnswer ToAppendAnswer() => new(Status switch
    {
        PushStatus.Ok => AppendResult.Ok,
        PushStatus.Duplicate => AppendResult.Duplicate,
        PushStatus.Gap or PushStatus.Gone => AppendResult.Gap,
        PushStatus.Closed => AppendResult.Closed,
        PushStatus.NotOpen => throw new InvalidOperationException("The stage is not open."),
        _ => AppendResult.Fenced,
    }, Status == PushStatus.Gap ? Length : 0, Wanted);
}

/// <summary>The results of a write.</summary>
internal enum PushStatus
{
    /// <summary>It was written.</summary>
    Ok,

    /// <summary>It had been written before.</summary>
    Duplicate,

    /// <summary>Something before it is missing.</summary>
    Gap,

    /// <summary>It is text of a stage that has not begun, which is a defect.</summary>
    NotOpen,

    /// <summary>Another writer is in charge now.</summary>
    Fenced,

    /// <summary>The run has ended.</summary>
    Closed,

    /// <summary>Another node changed the record, and nothing was written.</summary>
    Changed,

    /// <summary>A run with this id exists.</summary>
    Exists,

    /// <summary>There is no such run.</summary>
    Gone,

    /// <summary>A later version of the server wrote it, so it is not touched.</summary>
    Foreign,
}
