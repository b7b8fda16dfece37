using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;
using Interception.Server.Runs;

namespace Interception.Server.Classroom;

/// <summary>What children do in class: raise a hand, offer a piece, take it back.</summary>
internal sealed class ClassroomMembers(IClassroomStore store, RunKeeper runs, RunReading reading, TimeProvider time)
{
    /// <summary>Raises the child's hand, or takes it down.</summary>
    public async Task RaiseHandAsync(string key, bool isUp) =>
        await store.ChangeAsync(record => record.Joined(key, time).With(key, child => child with { Hand = isUp }));

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
}
