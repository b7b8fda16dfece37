using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>Something that a teacher's board shows. The first event is the whole state; later ones carry each changed item as a whole.</summary>
/// <remarks>After many changes at once the whole state is sent again, and a board replaces what it has. Readers ignore unknown types and fields.</remarks>
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
    /// <summary>1, 2, 3, ... without holes; counted for each watcher.</summary>
    public long Seq { get; init; }
}

/// <summary>The whole board.</summary>
/// <param name="Children">The children who were present in the last ten minutes.</param>
/// <param name="Offers">Pieces that children offer.</param>
/// <param name="Alerts">Cries for help, the oldest first.</param>
/// <param name="Lesson">The state of the lesson.</param>
/// <param name="Health">The state of the server.</param>
public sealed record BoardState(IReadOnlyList<ClassChild> Children, IReadOnlyList<ClassOffer> Offers, IReadOnlyList<ClassAlert> Alerts,
    ClassLesson Lesson, ClassHealth Health) : ClassEvent;

/// <summary>A child came, or its state changed.</summary>
/// <param name="Child">The child as it is now.</param>
public sealed record ChildChange(ClassChild Child) : ClassEvent;

/// <summary>A child has left.</summary>
/// <param name="Name">The name of the child.</param>
public sealed record ChildLeft(string Name) : ClassEvent;

/// <summary>A piece was offered, put on the wall, taken off it, or taken back.</summary>
/// <param name="Offer">The offer as it is now; without its text when it is taken back.</param>
/// <param name="TakenBack">True removes it.</param>
public sealed record OfferChange(ClassOffer Offer, bool TakenBack) : ClassEvent;

/// <summary>A child cries for help, or a teacher opened what it wrote.</summary>
/// <param name="Alert">The alert as it is now.</param>
public sealed record AlertChange(ClassAlert Alert) : ClassEvent;

/// <summary>The state of the lesson changed.</summary>
/// <param name="Lesson">The lesson as it is now.</param>
public sealed record LessonChange(ClassLesson Lesson) : ClassEvent;

/// <summary>The state of the server changed.</summary>
/// <param name="Health">The server's figures as they are now.</param>
public sealed record HealthChange(ClassHealth Health) : ClassEvent;
