using StackExchange.Redis;

namespace Interception.Server.Redis;

/// <summary>What a Redis says of itself.</summary>
/// <param name="Version">Of Redis; a Valkey names the Redis that it is compatible with.</param>
/// <param name="Saves">When it writes its memory to a disk; empty for never.</param>
/// <param name="Appends">Whether it writes every change to a disk.</param>
internal sealed record RedisServerReport(Version Version, string Saves, bool Appends)
{
    private static readonly Version Oldest = new(7, 0);

    /// <summary>Why nothing can be done with it; null when it can.</summary>
    public string? Refusal => Version < Oldest
        ? $"Redis:Connection leads to a Redis {Version}, but must lead to a Redis or Valkey 7.0 or newer."
        : null;

    /// <summary>What an operator has to be told all the same; null when all is well.</summary>
    public string? Warning => Saves.Length == 0 && !Appends
        ? null
        : $"Redis writes to a disk ({string.Join(", ", Ways())}): texts of children would lie there. Set save \"\" and appendonly no.";

    /// <summary>Asks it.</summary>
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

    /// <summary>A Redis that is rented may not say; it is not asked twice.</summary>
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
