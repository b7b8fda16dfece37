namespace Interception.Server.Redis;

/// <summary>A Lua script that lies beside the code which calls it. The library sends its digest, and the text where Redis does not know it.</summary>
/// <param name="Name">The file's name without its ending.</param>
internal sealed record RedisScript(string Name)
{
    /// <summary>The script.</summary>
    public string Text { get; } = Load(Name);

    private static string Load(string name)
    {
        using var file = typeof(RedisScript).Assembly.GetManifestResourceStream($"{name}.lua")
            ?? throw new InvalidOperationException($"There is no script {name}.");
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
