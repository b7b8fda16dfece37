using System.Runtime.CompilerServices;
using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;

namespace Interception.Server.Classroom;

/// <summary>Tells the beamer what everybody may see.</summary>
internal sealed class WallFeed(IClassroomStore store, ClassroomChanges changes)
{
    /// <summary>Streams the wall: the whole state first, and again at each change.</summary>
    /// <param name="hosts">The server's addresses.</param>
    /// <param name="code">The code that children type; null when none is needed.</param>
    /// <param name="cancellationToken">Ends when the beamer leaves.</param>
    public async IAsyncEnumerable<WallState> ReadAsync(
        IReadOnlyList<string> hosts, string? code, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        WallState? told = null;
        while (true)
        {
            var next = changes.Next;
            var record = store.Current;
            var lesson = record.Lesson;
            var state = new WallState(hosts, code, lesson.Held, lesson.Shown, lesson.EndsAt, lesson.Ended,
                [.. record.Wall().Select(piece => new WallText(piece.OfferId, piece.Text))]);
            if (told is null || !AreEqual(state, told)) yield return told = state;
            await next.WaitAsync(cancellationToken);
        }
    }

    private static bool AreEqual(WallState one, WallState other) =>
        one with { Pieces = other.Pieces } == other && one.Pieces.SequenceEqual(other.Pieces);
}

/// <summary>The part of a class that everybody may see.</summary>
internal static class ClassWall
{
    /// <summary>The pieces on the wall.</summary>
    public static IReadOnlyList<WallPiece> Wall(this ClassRecord record) =>
        [.. record.Offers.Where(offer => offer.OnWall).Select(offer => new WallPiece(offer.Id, offer.Name, offer.Text))];
}
