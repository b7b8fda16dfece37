using Interception.Server.Classroom;
using Interception.Server.Classroom.Store;

namespace Interception.Tests.Support.Classroom;

/// <summary>Opens pages as a feed does.</summary>
internal static class OpenedPages
{
    /// <summary>Opens a page of the child, and tells the class.</summary>
    public static ValueTask<ClassRecord> OpenAsync(this ClassroomPages pages, string key)
    {
        pages.Open(key);
        return pages.TellAsync(key);
    }
}
