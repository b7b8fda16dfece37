using System.Collections.Immutable;
using Interception.Server.Contracts;

namespace Interception.Server.Classroom.Store;

/// <summary>A class, whole. Nothing of it is kept anywhere else; another record in its place and it is forgotten.</summary>
internal sealed record ClassRecord
{
    /// <summary>Nobody is there.</summary>
    public static ClassRecord Empty { get; } = new();

    /// <summary>Grows with each change.</summary>
    public long Version { get; init; }

    /// <summary>Who is there, by the key of the session.</summary>
    public ImmutableDictionary<string, ChildRecord> Children { get; init; } = ImmutableDictionary.Create<string, ChildRecord>(StringComparer.Ordinal);

    /// <summary>Pieces that are offered, the oldest first.</summary>
    public ImmutableList<OfferRecord> Offers { get; init; } = [];

    /// <summary>Cries for help, the oldest first.</summary>
    public ImmutableList<AlertRecord> Alerts { get; init; } = [];

    /// <summary>How the lesson stands.</summary>
    public LessonRecord Lesson { get; init; } = new();

    /// <summary>The next lesson, which knows nothing of this one.</summary>
    /// <param name="ended">Whether this one was ended, and is to be shown so.</param>
    public ClassRecord Next(bool ended) => Empty with { Version = Version, Lesson = new() { Number = Lesson.Number + 1, Ended = ended } };

    /// <summary>The same class with a child changed; as it was when nobody has that key.</summary>
    public ClassRecord With(string key, Func<ChildRecord, ChildRecord> change) =>
        Children.TryGetValue(key, out var child) && change(child) is var changed && changed != child
            ? this with { Children = Children.SetItem(key, changed) }
            : this;

    /// <summary>The same class with the lesson changed; a lesson that had ended begins anew.</summary>
    public ClassRecord With(Func<LessonRecord, LessonRecord> change) =>
        change(Lesson) with { Ended = false } is var changed && changed != Lesson ? this with { Lesson = changed } : this;
}

/// <summary>A child of the class.</summary>
/// <param name="Name">A colour and an animal.</param>
/// <param name="SeenAt">When it was last there, in Unix milliseconds.</param>
internal sealed record ChildRecord(string Name, long SeenAt)
{
    /// <summary>How many of its pages are open.</summary>
    public int OpenPages { get; init; }

    /// <summary>Whether it ever had a page open, and not only runs.</summary>
    public bool HasPage { get; init; }

    /// <summary>Whether its hand is up.</summary>
    public bool Hand { get; init; }

    /// <summary>How many pieces it has made.</summary>
    public int Pieces { get; init; }
}

/// <summary>A piece that is offered.</summary>
/// <param name="Id">Its name for teachers.</param>
/// <param name="RunId">The run that wrote it.</param>
/// <param name="Name">Whose it is.</param>
/// <param name="Text">The piece.</param>
/// <param name="OnWall">Whether it is on the wall.</param>
internal sealed record OfferRecord(string Id, string RunId, string Name, string Text, bool OnWall);

/// <summary>A cry for help.</summary>
/// <param name="Id">Its name for teachers.</param>
/// <param name="Child">The key of the session.</param>
/// <param name="Name">Whose it is.</param>
/// <param name="Category">Why the check said no.</param>
/// <param name="At">When, in Unix milliseconds.</param>
/// <param name="Text">What was written.</param>
internal sealed record AlertRecord(string Id, string Child, string Name, TextCategory Category, long At, string Text)
{
    /// <summary>Whether it has reached a teacher's board.</summary>
    public bool IsTold { get; init; }

    /// <summary>Whether a teacher has opened it.</summary>
    public bool IsOpened { get; init; }
}

/// <summary>How the lesson stands.</summary>
internal sealed record LessonRecord
{
    /// <summary>Which lesson it is; the next one has the next number.</summary>
    public int Number { get; init; }

    /// <summary>Whether the line is held.</summary>
    public bool Held { get; init; }

    /// <summary>The sentence of the hold; null for none.</summary>
    public string? HoldMessage { get; init; }

    /// <summary>The sentence on all screens; null for none.</summary>
    public string? Message { get; init; }

    /// <summary>The class's version since which teachers can read along; null while they cannot.</summary>
    public long? LooksSince { get; init; }

    /// <summary>When the countdown is over, in Unix milliseconds; null without one.</summary>
    public long? EndsAt { get; init; }

    /// <summary>How many pieces each child may make; null without a limit.</summary>
    public int? Pieces { get; init; }

    /// <summary>Whether it has ended, and nothing has happened since.</summary>
    public bool Ended { get; init; }

    /// <summary>What stands on all screens: the hold's own sentence comes first.</summary>
    public string? Shown => Held && HoldMessage is not null ? HoldMessage : Message;
}
