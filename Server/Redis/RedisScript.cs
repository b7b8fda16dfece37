using System.Security.Cryptography;
using System.Text;

namespace Interception.Server.Redis;

/// <summary>A Lua script in a file beside the class that calls it. Its digest is sent, and the text when Redis does not know it.</summary>
/// <param name="Name">The file's name without extension.</param>
internal sealed record RedisScript(string Name)
{
    /// <summary>The text of the script.</summary>
    public string Text { get; } = Load(Name);

    /// <summary>The digest by which Redis knows it. Made once: to look for the text at each call took a sixth of the call.</summary>
    public byte[] Digest { get; } = SHA1.HashData(Encoding.UTF8.GetBytes(Load(Name)));

    private static string Load(string name)
    {
        using var file = typeof(RedisScript).Assembly.GetManifestResourceStream($"{name}.lua")
            ?? throw new InvalidOperationException($"There is no script {name}.");
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
