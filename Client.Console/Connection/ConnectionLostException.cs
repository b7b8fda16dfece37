namespace Interception.Client.Console.Connection;

/// <summary>The connection is lost. The same can be requested again over another one.</summary>
internal sealed class ConnectionLostException(Exception? because = null)
    : CommandFailedException($"The connection to the server broke ({because?.Message ?? "nothing comes any more"}). Is the server still running?", because);
