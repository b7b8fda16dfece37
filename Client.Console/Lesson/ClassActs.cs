namespace Interception.Client.Console.Lesson;

/// <summary>What a child does in class besides its run.</summary>
/// <param name="RaisesHand">While it reads.</param>
/// <param name="Offers">Offers its finished piece.</param>
/// <param name="Cries">Its idea is a cry for help; only when a teacher tries the board, because it would alarm others.</param>
internal sealed record ClassActs(bool RaisesHand, bool Offers, bool Cries);
