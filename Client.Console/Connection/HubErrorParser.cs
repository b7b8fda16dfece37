using Interception.Server.Contracts;

namespace Interception.Client.Console.Connection;

/// <summary>Reads <c>code: sentence</c> out of what SignalR makes of it.</summary>
internal static class HubErrorParser
{
    private const string Mark = "HubException: ";

    public static EndingException Read(string message)
    {
        var mark = message.IndexOf(Mark, StringComparison.Ordinal);
        var ours = mark < 0 ? "" : message[(mark + Mark.Length)..];
        return ours.Split(": ", 2) is [var code, var sentence] && code.All(c => char.IsAsciiLetterLower(c) || c == '_')
            ? new(code, sentence)
            : new(Codes.Internal, message);
    }
}
