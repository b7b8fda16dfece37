using Interception.Server.Contracts;

namespace Interception.Server.Journal;

/// <summary>One run's texts by offset and events by sequence number: one writer, any number of readers, live or late.</summary>
public interface IRunJournal
{
    /// <summary>Writes an event down and gives it its number and time.</summary>
    /// <remarks>
    /// <see cref="StageStart"/> opens a stage's text, <see cref="StageEnd"/> closes it (and retracts it when blocked),
    /// <see cref="RunEnd"/> closes the journal. When the journal is nearly full, <see cref="Queued"/> and
    /// <see cref="StageStatusChange"/> are left out, so that the endings always find room.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The run has ended.</exception>
    void Write(RunEvent happened);

    /// <summary>Adds a piece to the text of a stage that has begun and not ended. An empty piece is nothing.</summary>
    /// <param name="stage">The stage that writes.</param>
    /// <param name="piece">Text that neither begins nor ends inside a surrogate pair.</param>
    /// <exception cref="InvalidOperationException">The stage is not open, or the journal is full.</exception>
    void Write(Stage stage, string piece);

    /// <summary>Reads a stage's text from an offset on, waiting for what is still to come.</summary>
    /// <param name="stage">The stage; when it has not begun, the reader waits.</param>
    /// <param name="offset">In UTF-16 units.</param>
    /// <param name="cancellationToken">Ends the reading, and nothing else.</param>
    /// <returns>
    /// Pieces that concatenate to the text; a reader that is behind gets all that is new in one piece, at most one
    /// piece every 25 ms; the first after a quiet moment at once. Ends normally when the stage is completed.
    /// </returns>
    /// <exception cref="EndingException">The stage's or the run's ending, or <c>stage_not_reached</c>,
    /// <c>offset_out_of_range</c>, <c>run_not_found</c>.</exception>
    IAsyncEnumerable<string> ReadText(Stage stage, int offset, CancellationToken cancellationToken);

    /// <summary>Reads the events after a sequence number, waiting for what is still to come, up to <see cref="RunEnd"/>.</summary>
    /// <param name="after">The last number already seen; 0 reads all. Past the end of a finished run there is nothing.</param>
    /// <param name="cancellationToken">Ends the reading, and nothing else.</param>
    /// <exception cref="EndingException"><c>run_not_found</c>: forgotten while the reader waited.</exception>
    IAsyncEnumerable<RunEvent> ReadEvents(long after, CancellationToken cancellationToken);
}
