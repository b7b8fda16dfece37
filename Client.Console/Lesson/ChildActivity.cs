namespace Interception.Client.Console.Lesson;

/// <summary>What a child does at the moment.</summary>
internal enum ChildActivity
{
    Typing,
    Waiting,
    Served,
    Reading,
}
