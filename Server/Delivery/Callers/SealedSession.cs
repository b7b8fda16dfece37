using System.Globalization;
using Interception.Server.Contracts;

namespace Interception.Server.Delivery.Callers;

/// <summary>The session of one browser.</summary>
/// <param name="Id">A random number that is never sent in the open.</param>
/// <param name="Since">The time when its cookie was sealed.</param>
internal sealed record SealedSession(string Id, DateTimeOffset Since)
{
    /// <summary>Creates a session.</summary>
    public static SealedSession New(DateTimeOffset now) => new(SecretId.New(), now);

    /// <summary>Parses what <see cref="ToString"/> wrote.</summary>
    public static SealedSession Parse(string text)
    {
        var parts = text.Split(' ');
        return new(parts[0], DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[1], CultureInfo.InvariantCulture)));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id} {Since.ToUnixTimeSeconds()}");
}
