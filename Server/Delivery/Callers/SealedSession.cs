using System.Globalization;
using Interception.Server.Contracts;

namespace Interception.Server.Delivery.Callers;

/// <summary>One browser, told from others.</summary>
/// <param name="Id">A random number; nobody outside ever sees it.</param>
/// <param name="Since">When its cookie was sealed.</param>
internal sealed record SealedSession(string Id, DateTimeOffset Since)
{
    /// <summary>Another session.</summary>
    public static SealedSession New(DateTimeOffset now) => new(SecretId.New(), now);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static SealedSession Parse(string text)
    {
        var parts = text.Split(' ');
        return new(parts[0], DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[1], CultureInfo.InvariantCulture)));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id} {Since.ToUnixTimeSeconds()}");
}
