using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;
using Interception.Server.Runs;

namespace Interception.Server.Classroom;

/// <summary>What children do in class: join, raise a hand, offer a piece, leave.</summary>
internal sealed class ClassroomMembers(IClassroomStore store, RunKeeper runs, RunReading reading, TimeProvider time)
{
    /// <summary>Opens a page of the child, until <see cref="ClosePageAsync"/>.</summary>
    public ValueTask<ClassRecord> OpenPageAsync(string key) => ChangeAsync(key, child => child with { OpenPages = child.OpenPages + 1, HasPage = true });

    /// <summary>Closes one of the child's pages.</summary>
    /// <param name="key">The key of the child.</param>
    /// <param name="lesson">The number of the lesson in which the page was opened.</param>
    public async Task ClosePageAsync(string key, int lesson) => await store.ChangeAsync(record => record.Lesson.Number != lesson ? record
        : record.With(key, child => child with { OpenPages = Math.Max(0, child.OpenPages - 1), SeenAt = time.UnixMs() }));

    /// <summary>Raises the child's hand, or takes it down.</summary>
    public async Task RaiseHandAsync(string key, bool isUp) => await ChangeAsync(key, child => child with { Hand = isUp });

    /// <summary>Offers the finished piece of a run; a second call does nothing.</summary>
    /// <exception cref="EndingException"><c>run_not_found</c>; <c>conflict</c>: there is no finished piece.</exception>
    public async Task OfferAsync(string key, string? runId, CancellationToken cancellationToken)
    {
        var run = await runs.FindAsync(runId, cancellationToken);
        if (run.EndedAs != Outcome.Completed || run.Work.Plan.Piece is not { } piece) throw Endings.Exception(Codes.Conflict);
        var journal = await reading.FindUnattendedAsync(run.Id, cancellationToken);
        var text = string.Concat(await journal.ReadText(piece, 0, cancellationToken).ToListAsync(cancellationToken));
        var id = NewId();
        await store.ChangeAsync(record =>
        {
            if (record.Offers.Exists(offer => offer.RunId == run.Id)) return record;
            record = record.Joined(key, time);
            return record with { Offers = record.Offers.Add(new(id, run.Id, record.Children[key].Name, text, OnWall: false)) };
        });
    }

    /// <summary>Takes the offered piece of a run back, also from the wall.</summary>
    public async Task TakeBackAsync(string? runId) =>
        await store.ChangeAsync(record => record.Offers.Exists(offer => offer.RunId == runId)
            ? record with { Offers = record.Offers.RemoveAll(offer => offer.RunId == runId) }
            : record);

    /// <summary>An id for teachers; no text can be read with it.</summary>
    internal static string NewId() => SecretId.New()[..8];

    private ValueTask<ClassRecord> ChangeAsync(string key, Func<ChildRecord, ChildRecord> change) =>
        store.ChangeAsync(record => record.Joined(key, time).With(key, change));
}
