using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;
using Interception.Server.Runs;

namespace Interception.Server.Classroom;

/// <summary>Limits how many pieces a child may make in this lesson. Runs that ended without a piece do not count.</summary>
internal sealed class PieceLimiter(IClassroomStore store) : IRunAdmission
{
    public void EnsureAllowed(string? child)
    {
        if (LeftFor(store.Current, child) <= 0)
            throw new EndingException(Codes.RateLimited, "All pieces of this lesson are made; the teacher can allow more.");
    }

    /// <summary>How many are left; null without a limit.</summary>
    public static int? LeftFor(ClassRecord record, string? key) => record.Lesson.Pieces is not { } most ? null
        : Math.Max(0, most - (key is not null && record.Children.TryGetValue(key, out var child) ? child.Pieces : 0));
}
