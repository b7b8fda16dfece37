namespace Interception.Server.Classroom.Store;

/// <summary>Who is one child: a session.</summary>
internal static class ChildKey
{
    /// <summary>Whose run it is in class; a run of nobody is a child by itself.</summary>
    public static string Of(string? owner, string runId) => owner ?? $"run {runId}";
}
