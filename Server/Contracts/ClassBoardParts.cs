using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>A child as a teacher sees it: no text.</summary>
/// <param name="Name">Its name in class, such as <c>amber fox</c>.</param>
/// <param name="Run">The label of its newest run; null for none.</param>
/// <param name="State">What it does.</param>
/// <param name="Stage">The stage that its run began last; null before the first.</param>
/// <param name="Position">Its place in the queue, 1 is next; null when it does not wait.</param>
/// <param name="Since">When it began to do that, in Unix milliseconds.</param>
/// <param name="Pieces">How many pieces it has made in this lesson.</param>
/// <param name="Hand">Whether its hand is up.</param>
/// <param name="Category">Why its newest run was blocked; null when it was not.</param>
public sealed record ClassChild(string Name, string? Run, ChildState State, Stage? Stage, int? Position, long Since, int Pieces,
    bool Hand, TextCategory? Category);

/// <summary>What a child does at the moment; on the wire in lower case.</summary>
[JsonConverter(typeof(KebabCaseEnum<ChildState>))]
public enum ChildState
{
    /// <summary>It writes its idea.</summary>
    Typing,

    /// <summary>Its run waits in the queue.</summary>
    Waiting,

    /// <summary>Its run is being worked on.</summary>
    Working,

    /// <summary>It reads and revises.</summary>
    Reading,

    /// <summary>Its piece is finished.</summary>
    Done,

    /// <summary>A check said no.</summary>
    Blocked,

    /// <summary>Something went wrong.</summary>
    Failed,

    /// <summary>Its page is closed or has lost the connection.</summary>
    Away,
}

/// <summary>A finished piece that a child offers.</summary>
/// <param name="Id">The id that teachers use for it.</param>
/// <param name="Name">The name of the child who wrote it.</param>
/// <param name="Text">The piece.</param>
/// <param name="OnWall">Whether it is on the wall.</param>
public sealed record ClassOffer(string Id, string Name, string Text, bool OnWall);

/// <summary>A cry for help.</summary>
/// <param name="Id">The id that teachers use for it.</param>
/// <param name="Name">The name of the child who wrote it.</param>
/// <param name="Category">Why the check said no.</param>
/// <param name="At">The time, in Unix milliseconds.</param>
/// <param name="Opened">Whether a teacher has opened what was written.</param>
/// <param name="Text">What the child wrote; null until a teacher opens it.</param>
public sealed record ClassAlert(string Id, string Name, TextCategory Category, long At, bool Opened, string? Text);

/// <summary>The state of the lesson.</summary>
/// <param name="Held">Whether the teacher holds the queue.</param>
/// <param name="Look">Whether teachers can read along.</param>
/// <param name="Message">The sentence on all screens; null for none.</param>
/// <param name="EndsAt">When the countdown is over, in Unix milliseconds; null without one.</param>
/// <param name="Pieces">How many pieces each child may make; null without a limit.</param>
/// <param name="Ended">Whether the lesson has ended and everything is forgotten.</param>
public sealed record ClassLesson(bool Held, bool Look, string? Message, long? EndsAt, int? Pieces, bool Ended);
