namespace Interception.Server.Runs.Queue;

/// <summary>This node counted as dead for a while, and others go on with what it had: it says nothing more to anyone.</summary>
internal sealed class LeaseLostException() : Exception("The lease is lost.");
