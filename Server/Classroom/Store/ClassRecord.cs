using System.Collections.Immutable;
using Interception.Server.Contracts;

namespace Interception.Server.Classroom.Store;

/// <summary>The whole state of a class. It is kept nowhere else, so replacing the record forgets the class.</summary>
internal sealed record ClassRecord
{
    /// <summary>The empty class.</summary>
    public static ClassRecord Empty { get; } = new();

    /// <summary>Grows by one with each change.</summary>
    public long Version { get; init; }

    /// <summary>The children, by the key of their session.</summary>
    public ImmutableDictionary<string, ChildRecord> Children { get; init; } = ImmutableDictionary.Create<string, ChildRecord>(StringComparer.Ordinal);

    /// <summary>The offered pieces, the oldest first.</summary>
    public ImmutableList<OfferRecord> Offers { get; init; } = [];

    /// <summary>Cries for help, the oldest first.</summary>
    public ImmutableList<AlertRecord> Alerts { get; init; } = [];

    /// <summary>The state of the lesson.</summary>
    public LessonRecord Lesson { get; init; } = new();

    /// <summary>The next lesson, which keeps nothing of this one.</summary>
    /// <param name="ended">Whether a teacher ended this lesson, which pages then show.</param>
    public ClassRecord Next(bool ended) => Empty with { Version = Version, Lesson = new() { Number = Lesson.Number + 1, Ended = ended } };

    /// <summary>The class with one child changed; unchanged when the key is unknown.</summary>
    public ClassRecord With(string key, Func<ChildRecord, ChildRecord> change) =>
        Children.TryGetValue(key, out var child) && change(child) is var changed && changed != child
            ? this with { Children = Children.SetItem(key, changed) }
            : this;

    /// <summary>The class with the lesson changed; a lesson that had ended starts again.</summary>
    public ClassRecord With(Func<LessonRecord, LessonRecord> change) =>
        change(Lesson) with { Ended = false } is var changed && changed != Lesson ? this with { Lesson = changed } : this;
}

/// <summary>A child of the class.</summary>
/// <param name="Name">A colour and an animal.</param>
/// <param name="SeenAt">When it was last present, in Unix milliseconds.</param>
internal sealed record ChildRecord(string Name, long SeenAt)
{
    /// <summary>In <see cref="Pages"/>, a node that has not said who it is.</summary>
    public const string UnknownNode = "";

    /// <summary>How many of its pages are open. A node of the version before writes this alone: whose they are is unknown then.</summary>
    public int OpenPages
    {
        get => Pages.Values.Sum();
        init => Pages = value > 0 ? Pages.Clear().Add(UnknownNode, value) : Pages.Clear();
    }

    /// <summary>The same by the node that has them: a node that dies takes its own with it.</summary>
    public ImmutableDictionary<string, int> Pages { get; init; } = ImmutableDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Whether it ever had a page open; a script has only runs.</summary>
    public bool HasPage { get; init; }

    /// <summary>Whether its hand is up.</summary>
    public bool Hand { get; init; }

    /// <summary>How many pieces it has made.</summary>
    public int Pieces { get; init; }
}

/// <summary>An offered piece.</summary>
/// <param name="Id">The id that teachers use for it.</param>
/// <param name="RunId">The run that wrote it.</param>
/// <param name="Name">The name of the child who wrote it.</param>
/// <param name="Text">The piece.</param>
/// <param name="OnWall">Whether it is on the wall.</param>
internal sealed record OfferRecord(string Id, string RunId, string Name, string Text, bool OnWall);

/// <summary>A cry for help.</summary>
/// <param name="Id">The id that teachers use for it.</param>
/// <param name="Child">The key of the session.</param>
/// <param name="Name">The name of the child who wrote it.</param>
/// <param name="Category">Why the check said no.</param>
/// <param name="At">The time, in Unix milliseconds.</param>
/// <param name="Text">What the child wrote.</param>
internal sealed record AlertRecord(string Id, string Child, string Name, TextCategory Category, long At, string Text)
{
    /// <summary>Whether it has reached a teacher's board.</summary>
    public bool IsTold { get; init; }

    /// <summary>Whether a teacher has opened it.</summary>
    public bool IsOpened { get; init; }
}

/// <summary>The state of the lesson.</summary>
internal sealed record LessonRecord
{
    /// <summary>The number of the lesson; the next lesson has the next number.</summary>
    public int Number { get; init; }

    /// <summary>Whether the teacher holds the queue.</summary>
    public bool Held { get; init; }

    /// <summary>The sentence shown during the hold; null for none.</summary>
    public string? HoldMessage { get; init; }

    /// <summary>The sentence on all screens; null for none.</summary>
    public string? Message { get; init; }

    /// <summary>The version of the class that allowed teachers to read along; null while they may not.</summary>
    public long? LooksSince { get; init; }

    /// <summary>When the countdown is over, in Unix milliseconds; null without one.</summary>
    public long? EndsAt { get; init; }

    /// <summary>How many pieces each child may make; null without a limit.</summary>
    public int? Pieces { get; init; }

    /// <summary>Whether it has ended and nothing has happened since.</summary>
    public bool Ended { get; init; }

    /// <summary>The sentence on all screens: the hold's own sentence comes first.</summary>
    public string? Shown => Held && HoldMessage is not null ? HoldMessage : Message;
}
