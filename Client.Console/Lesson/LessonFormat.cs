using System.Globalization;

namespace Interception.Client.Console.Lesson;

/// <summary>Formats times for a teacher.</summary>
internal static class LessonFormat
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(10);

    public static string Seconds(TimeSpan? time) =>
        time is { } known ? known.TotalSeconds.ToString(known < Short ? "0.0 s" : "0 s", CultureInfo.InvariantCulture) : "-";

    /// <summary>Minutes and seconds.</summary>
    public static string Clock(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00}");
}
