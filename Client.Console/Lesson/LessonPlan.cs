namespace Interception.Client.Console.Lesson;

/// <summary>How a lesson is played.</summary>
/// <param name="Children">How many.</param>
/// <param name="Length">When the bell rings.</param>
/// <param name="Seed">The same seed, the same children.</param>
/// <param name="Pace">How many times faster than children they type and read.</param>
/// <param name="IsForBoard">Whether a teacher tries the board: all sit down at once, and now and then one cries for help.</param>
internal sealed record LessonPlan(int Children, TimeSpan Length, int Seed, double Pace, bool IsForBoard = false);
