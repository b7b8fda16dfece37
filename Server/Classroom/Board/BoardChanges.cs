using Interception.Server.Contracts;

namespace Interception.Server.Classroom.Board;

/// <summary>Compares two states of the class and finds what a board with the first must be sent to show the second.</summary>
internal static class BoardChanges
{
    /// <summary>Above this number of changes the whole state is shorter.</summary>
    private const int Most = 5;

    /// <summary>The changes, the most urgent first; or the whole state for many changes, or for the first look.</summary>
    public static IReadOnlyList<ClassEvent> Between(BoardState? before, BoardState now)
    {
        // The end of a lesson removes everything, and no single event says that.
        if (before is null || (now.Lesson.Ended && !before.Lesson.Ended)) return [now];
        var changes = Changes(before, now).Take(Most + 1).ToList();
        return changes.Count > Most ? [now] : changes;
    }

    private static IEnumerable<ClassEvent> Changes(BoardState before, BoardState now) =>
    [
        .. New(before.Alerts, now.Alerts).Select(alert => new AlertChange(alert)),
        .. now.Lesson == before.Lesson ? [] : new[] { new LessonChange(now.Lesson) },
        .. New(before.Children, now.Children).Select(child => new ChildChange(child)),
        .. before.Children.ExceptBy(now.Children.Select(child => child.Name), child => child.Name).Select(child => new ChildLeft(child.Name)),
        .. New(before.Offers, now.Offers).Select(offer => new OfferChange(offer, TakenBack: false)),
        .. before.Offers.ExceptBy(now.Offers.Select(offer => offer.Id), offer => offer.Id).Select(offer => new OfferChange(offer with { Text = "", OnWall = false }, TakenBack: true)),
        .. ReferenceEquals(now.Health, before.Health) ? [] : new[] { new HealthChange(now.Health) },
    ];

    private static IEnumerable<T> New<T>(IReadOnlyList<T> before, IReadOnlyList<T> now)
    {
        var known = before.ToHashSet();
        return now.Where(one => !known.Contains(one));
    }
}
