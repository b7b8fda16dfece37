namespace Interception.Server.Safety.Comparison;

/// <summary>What was typed cannot be understood, or help was asked for; the message says what can be typed.</summary>
internal sealed class JudgeUsageException(string message) : Exception(message);
