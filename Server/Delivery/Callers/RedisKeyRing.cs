using System.Xml.Linq;
using Interception.Server.Redis;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using StackExchange.Redis;

namespace Interception.Server.Delivery.Callers;

/// <summary>The keys that seal our cookies, the same at every node. They do not stay for ever, and a Redis that lost them is told them again.</summary>
/// <remarks>Microsoft's own package keeps them in a list without an expiry.</remarks>
internal sealed class RedisKeyRing(Func<IDatabase> database, RedisKey key) : IXmlRepository
{
    /// <summary>Twice as long as a key is used for sealing.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(180);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private Timer? _keeping;

    /// <summary>Protection with keys that lie in Redis.</summary>
    public static IDataProtectionProvider CreateProvider(RedisConnection redis)
    {
        var ring = new RedisKeyRing(() => redis.Database, redis.Key("keyring"));
        ring.KeepThere();
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("Interception");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = ring);
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>();
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_lock)
        {
            var there = database().ListRange(key).Select(one => one.ToString()).ToHashSet(StringComparer.Ordinal);
            foreach (var lost in _known.Where(one => !there.Contains(one))) Store(lost);
            _known.UnionWith(there);
            return [.. _known.Select(one => XElement.Parse(one))];
        }
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_lock)
        {
            var text = element.ToString(SaveOptions.DisableFormatting);
            Store(text);
            _known.Add(text);
        }
    }

    /// <summary>Looks now and then whether Redis still has them: the library itself would ask only once a day.</summary>
    private void KeepThere() => _keeping = new Timer(_ => TryKeep(), null, Look, Look);

    private void TryKeep()
    {
        try
        {
            if (!database().KeyExists(key)) GetAllElements();
        }
        catch (Exception e) when (RedisAwayException.IsMeantBy(e))
        {
            if (e is ObjectDisposedException) _keeping?.Dispose();
        }
    }

    private void Store(string element)
    {
        database().ListRightPush(key, element);
        database().KeyExpire(key, Kept);
    }
}
