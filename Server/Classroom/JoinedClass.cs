using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;

namespace Interception.Server.Classroom;

/// <summary>How a child comes into the class.</summary>
internal static class JoinedClass
{
    /// <summary>The class with this child in it, there at this moment; with a name of its own when it is new.</summary>
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

    /// <summary>What lies on the board keeps its child's name, also when the child has left.</summary>
    private static HashSet<string> NamesIn(ClassRecord record) =>
    [
        .. record.Children.Values.Select(child => child.Name),
        .. record.Offers.Select(offer => offer.Name),
        .. record.Alerts.Select(alert => alert.Name),
    ];
}
