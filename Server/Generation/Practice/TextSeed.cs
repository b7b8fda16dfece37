using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Interception.Server.Generation.Practice;

/// <summary>Chance that a text decides for itself: the same words always fall the same way.</summary>
internal static class TextSeed
{
    /// <summary>A generator for one call; nothing is shared between runs.</summary>
    public static Random From(params IEnumerable<string> texts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', texts)));
        return new Random(BinaryPrimitives.ReadInt32LittleEndian(hash));
    }
}
