namespace Interception.Server.Runs;

/// <summary>What a run wants a place for.</summary>
/// <param name="Owner">Whose run it is; null counts as somebody else each time.</param>
internal sealed record Errand(string? Owner);
