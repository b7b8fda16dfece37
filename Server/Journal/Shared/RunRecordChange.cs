namespace Interception.Server.Journal.Shared;

/// <summary>A change of a run's record that is written together with an addition, or not at all.</summary>
/// <param name="From">The version before it; empty for none.</param>
/// <param name="To">Its own, unique version, by which a repeated change is recognised.</param>
/// <param name="Record">The record.</param>
internal sealed record RunRecordChange(string From, string To, string Record);
