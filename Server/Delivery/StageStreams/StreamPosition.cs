using System.Globalization;
using Interception.Server.Contracts;

namespace Interception.Server.Delivery.StageStreams;

/// <summary>The position of a stage stream's reader: an offset, and whether it has had the ending.</summary>
internal readonly record struct StreamPosition(long Offset, bool HasEnded)
{
    /// <summary>Follows the offset in the id of an ending.</summary>
    public const string Ending = ".end";

    /// <summary>From <c>Last-Event-ID</c>, else from <c>?offset=</c>, else the beginning.</summary>
    /// <exception cref="Contracts.EndingException"><c>invalid_request</c>: the value has another form.</exception>
    public static StreamPosition Parse(HttpRequest request)
    {
        var last = request.Headers["Last-Event-ID"].ToString();
        if (last.Length > 0) return Parse("Last-Event-ID", last);
        var asked = request.Query["offset"].ToString();
        return asked.Length > 0 ? Parse("offset", asked) with { HasEnded = false } : default;
    }

    private static StreamPosition Parse(string field, string value)
    {
        var ended = value.EndsWith(Ending, StringComparison.Ordinal);
        return long.TryParse(ended ? value[..^Ending.Length] : value, NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? new(offset, ended)
            : throw FieldValidation.Refused(field, "is not an offset");
    }
}
