using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>Something that a teacher's board shows: first the whole state, then what changed, each the whole thing anew.</summary>
/// <remarks>When much changes at once the whole state is sent again: a board replaces what it has. Readers ignore what they do not know.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", IgnoreUnrecognizedTypeDiscriminators = true,
    UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(BoardState), "state")]
[JsonDerivedType(typeof(ChildChange), "child")]
[JsonDerivedType(typeof(ChildLeft), "left")]
[JsonDerivedType(typeof(OfferChange), "offer")]
[JsonDerivedType(typeof(AlertChange), "alert")]
[JsonDerivedType(typeof(LessonChange), "lesson")]
[JsonDerivedType(typeof(HealthChange), "health")]
public record ClassEvent
{
    /// <summary>1, 2, 3, ... without holes, for each watcher.</summary>
    public long Seq { get; init; }
}

/// <summary>The whole board.</summary>
/// <param name="Children">Who has been there in the last ten minutes.</param>
/// <param name="Offers">Pieces that children offer.</param>
/// <param name="Alerts">Cries for help, the oldest first.</param>
/// <param name="Lesson">How the lesson stands.</param>
/// <param name="Health">How the server does.</param>
public sealed record BoardState(IReadOnlyList<ClassChild> Children, IReadOnlyList<ClassOffer> Offers, IReadOnlyList<ClassAlert> Alerts,
    ClassLesson Lesson, ClassHealth Health) : ClassEvent;

/// <summary>A child came, or does something else.</summary>
/// <param name="Child">The child as it is now.</param>
public sealed record ChildChange(ClassChild Child) : ClassEvent;

/// <summary>A child has left.</summary>
/// <param name="Name">Which.</param>
public sealed record ChildLeft(string Name) : ClassEvent;

/// <summary>A piece is offered, goes on the wall or comes off it, or is taken back.</summary>
/// <param name="Offer">The offer as it is now; without its text when it is taken back.</param>
/// <param name="TakenBack">True removes it.</param>
public sealed record OfferChange(ClassOffer Offer, bool TakenBack) : ClassEvent;

/// <summary>A child cries for help, or a teacher has opened what it wrote.</summary>
/// <param name="Alert">The alert as it is now.</param>
public sealed record AlertChange(ClassAlert Alert) : ClassEvent;

/// <summary>The lesson stands otherwise.</summary>
/// <param name="Lesson">How.</param>
public sealed record LessonChange(ClassLesson Lesson) : ClassEvent;

/// <summary>The server does otherwise.</summary>
/// <param name="Health">How.</param>
public sealed record HealthChange(ClassHealth Health) : ClassEvent;
