namespace Interception.Client.Console.Lesson;

/// <summary>What a child is doing at present.</summary>
internal enum ChildActivity
{
    Typing,
    Waiting,
    Served,
    Reading,
}
