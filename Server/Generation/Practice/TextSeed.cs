using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Interception.Server.Generation.Practice;

/// <summary>Random choices seeded by the text: the same words always give the same choices.</summary>
internal static class TextSeed
{
    /// <summary>A generator for one call; runs share nothing.</summary>
    public static Random From(params IEnumerable<string> texts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', texts)));
        return new Random(BinaryPrimitives.ReadInt32LittleEndian(hash));
    }
}
