using Interception.Server.Contracts;

namespace Interception.Client.Console.Connection;

/// <summary>Parses <c>code: sentence</c> from SignalR's error message.</summary>
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
