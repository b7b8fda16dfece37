namespace Interception.Client.Console.Lesson;

/// <summary>The settings of a lesson.</summary>
/// <param name="Children">The number of children.</param>
/// <param name="Length">The length of the lesson.</param>
/// <param name="Seed">The seed; the same seed gives the same children.</param>
/// <param name="Pace">How many times faster than real children they type and read.</param>
/// <param name="IsForBoard">Whether a teacher tries the board: all children join at once, and now and then one cries for help.</param>
internal sealed record LessonPlan(int Children, TimeSpan Length, int Seed, double Pace, bool IsForBoard = false);
