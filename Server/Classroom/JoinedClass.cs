using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;

namespace Interception.Server.Classroom;

/// <summary>Adds a child to the class.</summary>
internal static class JoinedClass
{
    /// <summary>The class with this child present now; a new child gets a name.</summary>
    public static ClassRecord Joined(this ClassRecord record, string key, TimeProvider time)
    {
        var now = time.UnixMs();
        if (record.Children.ContainsKey(key)) return record.With(key, child => child with { SeenAt = now });
        return record with
        {
            Children = record.Children.Add(key, new(NamePicker.Pick(NamesIn(record)), now)),
            Lesson = record.Lesson with { Ended = false },
        };
    }

    /// <summary>An offer or an alert keeps its child's name taken, even after the child has left.</summary>
    private static HashSet<string> NamesIn(ClassRecord record) =>
    [
        .. record.Children.Values.Select(child => child.Name),
        .. record.Offers.Select(offer => offer.Name),
        .. record.Alerts.Select(alert => alert.Name),
    ];
}
