using System.Net;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Lesson;

/// <summary>The codes of failures in a lesson: the contract's own, and two that only a client can see.</summary>
internal static class TroubleCodes
{
    /// <summary>The received text differs from the server's.</summary>
    public const string TextLost = "text_lost";

    /// <summary>The connection broke, or could not be opened.</summary>
    public const string NoConnection = "no_connection";

    /// <summary>Refusals that are no failure: a limit or a check.</summary>
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

    /// <summary>One line for each code, the most frequent first.</summary>
    public static IEnumerable<string> Told(IEnumerable<string> codes) => codes.CountBy(code => code)
        .OrderByDescending(all => all.Value).ThenBy(all => all.Key, StringComparer.Ordinal)
        .Select(all => $"{all.Value} x {all.Key}: {Sentence(all.Key)}");
}
