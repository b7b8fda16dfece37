namespace Interception.Server.Runs;

/// <summary>Whose runs are counted together.</summary>
/// <param name="Key">Tells one from another.</param>
/// <param name="MostActive">How many may wait or work at once; a paused one does neither.</param>
internal sealed record ActiveRunLimit(string Key, int MostActive);
