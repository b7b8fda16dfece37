namespace Interception.Client.Console.Lesson;

/// <summary>What a child does in class beside its run.</summary>
/// <param name="RaisesHand">While it reads.</param>
/// <param name="Offers">Its piece, when it is finished.</param>
/// <param name="Cries">Its idea is a cry for help; only where a teacher tries the board, because it would alarm one who does not.</param>
internal sealed record ClassActs(bool RaisesHand, bool Offers, bool Cries);
