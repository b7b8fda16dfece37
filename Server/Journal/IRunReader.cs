using Interception.Server.Contracts;

namespace Interception.Server.Journal;

/// <summary>One run's texts by offset and events by sequence number, for any number of readers, live or late.</summary>
public interface IRunReader
{
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
