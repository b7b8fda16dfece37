namespace Interception.Client.Console.Lesson;

/// <summary>What a child does at the moment.</summary>
internal enum Doing
{
    Typing,
    Waiting,
    Served,
    Reading,
}
