namespace Interception.Server.Contracts;

/// <summary>What a child's page shows of the class. The whole state is sent at each change.</summary>
/// <param name="Name">The child's name in class: a colour and an animal in English, such as <c>amber fox</c>; null after the end of the lesson.</param>
/// <param name="Held">Whether the teacher holds the queue.</param>
/// <param name="Look">Whether the teacher can read along.</param>
/// <param name="Message">The teacher's sentence for all screens; null for none.</param>
/// <param name="EndsAt">When the countdown is over, in Unix milliseconds; null without one.</param>
/// <param name="PiecesLeft">How many pieces the child may still make; null without a limit.</param>
/// <param name="Hand">Whether the child's hand is up.</param>
/// <param name="Told">Whether an adult has been told of a cry for help.</param>
/// <param name="Wall">The pieces on the wall.</param>
public sealed record ClassroomState(string? Name, bool Held, bool Look, string? Message, long? EndsAt, int? PiecesLeft, bool Hand,
    bool Told, IReadOnlyList<WallPiece> Wall);

/// <summary>A piece on the wall.</summary>
/// <param name="OfferId">The id of its offer.</param>
/// <param name="Name">The name of the child who wrote it.</param>
/// <param name="Text">The piece.</param>
public sealed record WallPiece(string OfferId, string Name, string Text);

/// <summary>What the beamer shows: no names, and no text except the pieces on the wall.</summary>
/// <param name="Hosts">The server's addresses, needed when the wall is opened on the server itself.</param>
/// <param name="Code">The code that children type; null when none is needed.</param>
/// <param name="Held">Whether the teacher holds the queue.</param>
/// <param name="Message">The teacher's sentence for all screens; null for none.</param>
/// <param name="EndsAt">When the countdown is over, in Unix milliseconds; null without one.</param>
/// <param name="Ended">Whether the lesson has ended and everything is forgotten.</param>
/// <param name="Pieces">The pieces on the wall.</param>
public sealed record WallState(IReadOnlyList<string> Hosts, string? Code, bool Held, string? Message, long? EndsAt, bool Ended,
    IReadOnlyList<WallText> Pieces);

/// <summary>A piece on the wall, as the beamer shows it.</summary>
/// <param name="OfferId">The id of its offer.</param>
/// <param name="Text">The piece.</param>
public sealed record WallText(string OfferId, string Text);
