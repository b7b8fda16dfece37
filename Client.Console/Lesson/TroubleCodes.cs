using System.Net;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Lesson;

/// <summary>Codes of what may go wrong in a lesson: the contract's own, and two that only a client can see.</summary>
internal static class TroubleCodes
{
    /// <summary>A text that came is not the text that the server wrote.</summary>
    public const string TextLost = "text_lost";

    /// <summary>The connection broke, or none came about.</summary>
    public const string NoConnection = "no_connection";

    /// <summary>The server did what it should: a limit or a check said no.</summary>
    public static bool IsRefusal(string code) => code is Codes.RateLimited or Codes.Busy or Codes.Blocked;

    public static string CodeOf(CommandFailedException failure) => failure.InnerException is HttpRequestException { StatusCode: { } status }
        ? status switch
        {
            HttpStatusCode.TooManyRequests => Codes.RateLimited,
            HttpStatusCode.ServiceUnavailable => Codes.Busy,
            _ => NoConnection,
        }
        : NoConnection;

    public static string Sentence(string code) => code switch
    {
        TextLost => "A text arrived other than the server wrote it.",
        NoConnection => "The connection broke, or none came about.",
        _ => Endings.ForCode(code).Sentence,
    };

    /// <summary>A line for each code, the most frequent first.</summary>
    public static IEnumerable<string> Told(IEnumerable<string> codes) => codes.CountBy(code => code)
        .OrderByDescending(all => all.Value).ThenBy(all => all.Key, StringComparer.Ordinal)
        .Select(all => $"{all.Value} x {all.Key}: {Sentence(all.Key)}");
}
