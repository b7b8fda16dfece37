using StackExchange.Redis;

namespace Interception.Server.Redis;

/// <summary>A Redis server's report about itself.</summary>
/// <param name="Version">Of Redis; a Valkey names the Redis that it is compatible with.</param>
/// <param name="Saves">When it saves its memory to disk; empty for never.</param>
/// <param name="Appends">Whether it writes every change to disk.</param>
internal sealed record RedisServerReport(Version Version, string Saves, bool Appends)
{
    private static readonly Version Oldest = new(7, 0);

    /// <summary>Why it cannot be used; null when it can.</summary>
    public string? Refusal => Version < Oldest
        ? $"Redis:Connection leads to a Redis {Version}, but must lead to a Redis or Valkey 7.0 or newer."
        : null;

    /// <summary>A warning for the operator; null for none.</summary>
    public string? Warning => Saves.Length == 0 && !Appends
        ? null
        : $"Redis writes to a disk ({string.Join(", ", Ways())}): texts of children would lie there. Set save \"\" and appendonly no.";

    /// <summary>Reads the report.</summary>
    /// <exception cref="RedisAwayException">It does not answer.</exception>
    public static async Task<RedisServerReport> AskAsync(RedisConnection redis)
    {
        var about = await redis.AskAsync(database => database.ExecuteAsync("INFO", "everything"));
        var lines = about.ToString().Split('\n', StringSplitOptions.TrimEntries).Select(line => line.Split(':', 2))
            .Where(line => line.Length == 2).DistinctBy(line => line[0]).ToDictionary(line => line[0], line => line[1]);
        return new(
            Version.TryParse(lines.GetValueOrDefault("redis_version"), out var version) ? version : new Version(0, 0),
            await SavesAsync(redis), lines.GetValueOrDefault("aof_enabled") == "1");
    }

    /// <summary>A hosted Redis may refuse to tell; it is not asked again.</summary>
    private static async Task<string> SavesAsync(RedisConnection redis)
    {
        try
        {
            var saves = await redis.AskAsync(database => database.ExecuteAsync("CONFIG", "GET", "save"));
            return saves.Length == 2 ? saves[1].ToString() : "";
        }
        catch (Exception e) when (e is RedisServerException or RedisAwayException { InnerException: RedisServerException })
        {
            return "";
        }
    }

    private IEnumerable<string> Ways()
    {
        if (Saves.Length > 0) yield return $"save {Saves}";
        if (Appends) yield return "appendonly yes";
    }
}
