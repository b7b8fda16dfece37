namespace Interception.Server.Safety;

/// <summary>A check could not be made or understood, so nothing goes on. The message is logged: it never quotes a text.</summary>
public sealed class SafetyUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
