namespace Interception.Client.Console;

/// <summary>A command cannot do what it was asked; the message is the one line that says why and the way out.</summary>
internal class CommandFailedException(string why, Exception? because = null) : Exception(why, because);
