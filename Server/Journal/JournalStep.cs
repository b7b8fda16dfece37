using Interception.Server.Contracts;

namespace Interception.Server.Journal;

/// <summary>One thing that a copy of a run lacks: an event, or text at its place.</summary>
/// <param name="Event">The event; null for text.</param>
/// <param name="Stage">Whose text.</param>
/// <param name="Offset">Where it begins, in UTF-16 units.</param>
/// <param name="Text">The text; empty for an event.</param>
internal readonly record struct JournalStep(RunEvent? Event, Stage Stage = default, int Offset = 0, string Text = "");
