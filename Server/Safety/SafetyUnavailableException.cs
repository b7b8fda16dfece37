namespace Interception.Server.Safety;

/// <summary>A check could not be made or understood, so the text does not pass. The message is logged and never quotes a text.</summary>
internal sealed class SafetyUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
