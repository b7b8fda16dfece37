using System.Runtime.CompilerServices;
using Interception.Server.Classroom.Looking;
using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;

namespace Interception.Server.Classroom;

/// <summary>Tells a child's page about the class: the whole state first, and again at each change.</summary>
internal sealed class ClassroomFeed(IClassroomStore store, ClassroomChanges changes, ClassroomPages pages, ClassroomViewers viewers, TimeProvider time)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>Streams the class as this child sees it; the child's page counts as open meanwhile.</summary>
    public async IAsyncEnumerable<ClassroomState> ReadAsync(string key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Before anything else: nobody reads along with a page that was sent nothing yet.
        using var viewer = viewers.Enter(key);
        pages.Open(key);
        try
        {
            var lesson = (await TellAsync(key, cancellationToken)).Lesson.Number;
            ClassroomState? told = null;
            while (true)
            {
                var next = changes.Next;
                var record = store.Current;
                // In the next lesson the child joins again as soon as it does something.
                if (record.Lesson.Number != lesson && record.Children.ContainsKey(key))
                {
                    lesson = record.Lesson.Number;
                    record = await TellAsync(key, cancellationToken);
                }
                var state = StateOf(record, key);
                if (told is null || !AreEqual(state, told)) yield return told = state;
                // A request for the next item means that the last one was written to the connection.
                viewer.See(record.Version);
                await next.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            await pages.CloseAsync(key);
        }
    }

    /// <summary>While the class cannot be changed, the page stays and it is tried again: a page that was refused would show no sign later.</summary>
    private async Task<ClassRecord> TellAsync(string key, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await pages.TellAsync(key);
            }
            catch (EndingException busy) when (busy.Code == Codes.Busy)
            {
                await Task.Delay(Again, time, cancellationToken);
            }
        }
    }

    private static ClassroomState StateOf(ClassRecord record, string key)
    {
        var (child, lesson) = (record.Children.GetValueOrDefault(key), record.Lesson);
        return new(child?.Name, lesson.Held, lesson.LooksSince is not null, lesson.Shown, lesson.EndsAt, PieceLimiter.LeftFor(record, key),
            child?.Hand ?? false, record.Alerts.Exists(alert => alert.Child == key && alert.IsTold), record.Wall());
    }

    private static bool AreEqual(ClassroomState one, ClassroomState other) =>
        one with { Wall = other.Wall } == other && one.Wall.SequenceEqual(other.Wall);
}
