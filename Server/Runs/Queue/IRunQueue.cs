using Interception.Server.Contracts;
using Interception.Server.Runs.Queue.Estimates;

namespace Interception.Server.Runs.Queue;

/// <summary>One bounded first-come line of runs in front of the places, and who holds which of them: a port.</summary>
/// <remarks>
/// An answer may take its time. A place is held by a lease with a name of its own, never counted up and down. What a
/// ticket is told follows its own order: no older position after a newer one, and none after its turn.
/// </remarks>
internal interface IRunQueue
{
    /// <summary>While held nobody is served; those who wait keep their places, and others may join.</summary>
    bool IsHeld { get; }

    /// <summary>How many wait, in the whole line.</summary>
    int Length { get; }

    /// <summary>How many places are held at each server, by whichever node, in the order of the servers.</summary>
    IReadOnlyList<int> Taken { get; }

    /// <summary>What failing servers have cost lately, as the estimates expect it.</summary>
    TroubleEstimate Trouble { get; }

    /// <summary>Joins the line, or takes a place at once when one is free and nobody waits.</summary>
    /// <param name="work">What the place is for.</param>
    /// <param name="tell">Told the position and estimate at first and when they change; not called without a wait.</param>
    /// <param name="isUrgent">True for one who is let in even when the line is full.</param>
    /// <param name="isAhead">True for one who had its turn and lost it: it is let in at the head.</param>
    /// <exception cref="EndingException"><c>busy</c>: the line is full.</exception>
    ValueTask<Ticket> JoinAsync(QueuedWork work, Action<Queued> tell, bool isUrgent = false, bool isAhead = false);

    /// <summary>Joins again with a turn that one has had already: at the head, however full the line is.</summary>
    /// <param name="before">The ticket of that turn; what it waited counts on.</param>
    /// <param name="work">What is left to do.</param>
    /// <param name="hasFailed">Whether a server has failed it, so that the work at hand was in vain.</param>
    Ticket Return(Ticket before, QueuedWork work, bool hasFailed = false);

    /// <summary>Tells who waits, in the whole line and in its order: the first is next.</summary>
    /// <exception cref="EndingException"><c>busy</c>: the line cannot be asked.</exception>
    ValueTask<IReadOnlyList<WaitingRun>> ReadAsync();

    /// <summary>Serves nobody until <see cref="Release"/>. Those who work go on.</summary>
    void Hold();

    /// <summary>Serves again; the time of the hold was nobody's wait.</summary>
    void Release();
}
