using Interception.Server.Contracts;
using Interception.Server.Runs.Queue;

namespace Interception.Server.Runs;

/// <summary>Brings a run into the line and to its work.</summary>
internal sealed class RunDispatcher(RunRegistry runs, IRunQueue line, RunExecutor executor, BrokenOffTexts brokenOff)
{
    /// <summary>Joins the line with what is left to do.</summary>
    /// <exception cref="EndingException"><c>shutting_down</c>, <c>safety_unavailable</c>, or <c>busy</c>.</exception>
    /// <param name="run">The run.</param>
    /// <param name="hadTurn">Whether it had its turn already, and lost it without its own doing.</param>
    public ValueTask<Ticket> JoinAsync(Run run, bool hadTurn = false)
    {
        if (runs.IsClosing) throw Endings.Exception(Codes.ShuttingDown);
        executor.RefuseUnjudged(run);
        var isAhead = brokenOff.Take(run);
        return line.JoinAsync(executor.QueuedWorkFor(run), run.Journal.Write, executor.IsUrgent(run), isAhead || hadTurn);
    }

    /// <summary>Works, once the ticket is served, without anybody waiting for it.</summary>
    public void Dispatch(Run run, Ticket ticket) => _ = Task.Run(() => executor.WorkAsync(run, ticket));
}
