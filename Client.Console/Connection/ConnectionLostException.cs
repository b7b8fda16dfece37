namespace Interception.Client.Console.Connection;

/// <summary>The connection is gone. What was asked over it can be asked again over another one.</summary>
internal sealed class ConnectionLostException(Exception? because = null)
    : CommandFailedException($"The connection to the server broke ({because?.Message ?? "nothing comes any more"}). Is the server still running?", because);
