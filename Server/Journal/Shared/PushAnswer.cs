namespace Interception.Server.Journal.Shared;

/// <summary>What Redis answers to a writer.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Where">For <see cref="PushStatus.Gap"/>: the stage, or empty for the events.</param>
/// <param name="Length">How much there is, there; of a closed run how many events.</param>
/// <param name="Wanted">What is wanted of the run.</param>
/// <param name="Fence">The number of the writer that counts.</param>
internal readonly record struct PushAnswer(PushStatus Status, string Where, int Length, RunWish Wanted, long Fence)
{
    /// <summary>The version of the run's record; empty for none.</summary>
    public string Record { get; init; } = "";

    /// <summary>The same, as the port has it.</summary>
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

/// <summary>What became of what a writer said.</summary>
internal enum PushStatus
{
    /// <summary>It is there.</summary>
    Ok,

    /// <summary>It was there already.</summary>
    Duplicate,

    /// <summary>Something in front of it is missing.</summary>
    Gap,

    /// <summary>Text for a stage that has not begun: a defect.</summary>
    NotOpen,

    /// <summary>Another writer counts now.</summary>
    Fenced,

    /// <summary>The run has ended.</summary>
    Closed,

    /// <summary>The record was changed by somebody else; nothing was written.</summary>
    Changed,

    /// <summary>There is a run with this id.</summary>
    Exists,

    /// <summary>There is no such run.</summary>
    Gone,

    /// <summary>A later version has written it; it is left alone.</summary>
    Foreign,
}
