namespace Interception.Client.Console;

/// <summary>A command failed; the message is one line that says why, and what to do.</summary>
internal class CommandFailedException(string why, Exception? because = null) : Exception(why, because);
