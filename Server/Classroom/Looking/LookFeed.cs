using System.Runtime.CompilerServices;
using Interception.Server.Contracts;
using Interception.Server.Runs;

namespace Interception.Server.Classroom.Looking;

/// <summary>Streams a child's text to a teacher while teachers may read along. The teacher does not count as a reader: only the child keeps its run alive.</summary>
internal sealed class LookFeed(LookSessions looks, ClassControls runs, RunReading reading)
{
    /// <summary>Streams the text of a run's stage from an offset on.</summary>
    /// <param name="label">The run's name for people.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="offset">In UTF-16 units.</param>
    /// <param name="cancellationToken">Ends when the teacher stops reading.</param>
    /// <exception cref="EndingException"><c>access_denied</c> when, or as soon as, teachers may not read along; <c>run_not_found</c>; the stage's ending.</exception>
    public async IAsyncEnumerable<string> ReadAsync(
        string? label, Stage stage, long offset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = looks.Enter();
        var run = await runs.FindLabelledAsync(label);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(reader.Over, cancellationToken);
        await OrDeniedAsync(reader, looks.SignsAsync(run.Child, reader, either.Token));
        var journal = await reading.FindUnattendedAsync(run.Id, either.Token);
        // No text is longer than an int can count, so this offset lies beyond every text.
        await using var pieces = journal.ReadText(stage, (int)Math.Clamp(offset, int.MinValue, int.MaxValue), either.Token)
            .GetAsyncEnumerator(either.Token);
        while (await OrDeniedAsync(reader, pieces.MoveNextAsync().AsTask()))
            yield return pieces.Current;
    }

    private static async Task OrDeniedAsync(LookReader reader, Task work) => await OrDeniedAsync(reader, Waited(work));

    private static async Task<T> OrDeniedAsync<T>(LookReader reader, Task<T> work)
    {
        try
        {
            var result = await work;
            return reader.IsOver ? throw Endings.Exception(Codes.AccessDenied) : result;
        }
        catch (OperationCanceledException) when (reader.IsOver)
        {
            throw Endings.Exception(Codes.AccessDenied);
        }
    }

    private static async Task<bool> Waited(Task work)
    {
        await work;
        return true;
    }
}
