using Interception.Server.Contracts;

namespace Interception.Server.Journal;

/// <summary>Reads one run's texts by offset and events by number, for any number of readers, live or late.</summary>
public interface IRunReader
{
    /// <summary>Reads a stage's text from an offset on, and waits for more until its end.</summary>
    /// <param name="stage">The stage; when it has not begun, the reader waits.</param>
    /// <param name="offset">In UTF-16 units.</param>
    /// <param name="cancellationToken">Ends the reading; the run goes on.</param>
    /// <returns>
    /// Pieces that concatenate to the text. A reader that is behind gets everything new in one piece; there is at most one
    /// piece every 25 ms, and the first one after a pause comes at once. It ends normally when the stage is completed.
    /// </returns>
    /// <exception cref="EndingException">The stage's or the run's ending, or <c>stage_not_reached</c>,
    /// <c>offset_out_of_range</c>, <c>run_not_found</c>.</exception>
    IAsyncEnumerable<string> ReadText(Stage stage, int offset, CancellationToken cancellationToken);

    /// <summary>Reads the events after a number, and waits for more up to <see cref="RunEnd"/>.</summary>
    /// <param name="after">The last number that was seen; 0 reads all. After the end of a finished run there is nothing.</param>
    /// <param name="cancellationToken">Ends the reading; the run goes on.</param>
    /// <exception cref="EndingException"><c>run_not_found</c>: the run was forgotten while the reader waited.</exception>
    IAsyncEnumerable<RunEvent> ReadEvents(long after, CancellationToken cancellationToken);
}
