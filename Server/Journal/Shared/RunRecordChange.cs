namespace Interception.Server.Journal.Shared;

/// <summary>A change of a run's record that is written together with what is said of it, or not at all.</summary>
/// <param name="From">The version that it was made from; empty for none.</param>
/// <param name="To">Its own version, which no other change has: said again it is known by it.</param>
/// <param name="Record">The record.</param>
internal sealed record RunRecordChange(string From, string To, string Record);
