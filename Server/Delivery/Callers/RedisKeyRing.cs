using System.Diagnostics;
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
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private Timer? _keeping;
    private long _asked = -1;

    /// <summary>Protection with keys that lie in Redis.</summary>
    public static IDataProtectionProvider CreateProvider(RedisConnection redis) =>
        CreateProvider(new RedisKeyRing(() => redis.Database, redis.Key("keyring")));

    /// <inheritdoc cref="CreateProvider(RedisConnection)"/>
    public static IDataProtectionProvider CreateProvider(RedisKeyRing ring)
    {
        var protection = new RenewedProtection(ring.CreateProvider, ring.HasMore);
        ring.KeepThere(protection);
        return protection;
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

    /// <summary>Whether another node has added keys; asked anew at most once a second.</summary>
    public bool HasMore()
    {
        lock (_lock)
        {
            if (_asked >= 0 && Stopwatch.GetElapsedTime(_asked) < Seldom) return false;
            _asked = Stopwatch.GetTimestamp();
            return HasGrown();
        }
    }

    private bool HasGrown()
    {
        lock (_lock)
        {
            var before = _known.Count;
            GetAllElements();
            return _known.Count > before;
        }
    }

    private IDataProtectionProvider CreateProvider()
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("Interception");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = this);
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>();
    }

    /// <summary>Looks now and then whether Redis still has all of them, and whether there are more.</summary>
    private void KeepThere(RenewedProtection protection) => _keeping = new Timer(_ => TryKeep(protection), null, Look, Look);

    private void TryKeep(RenewedProtection protection)
    {
        try
        {
            if (HasGrown()) protection.Renew();
        }
        catch (Exception e) when (RedisAwayException.IsMeantBy(e))
        {
            if (e is ObjectDisposedException) _keeping?.Dispose();
        }
    }

    private void Store(string element)
    {
        // In one, so that it never lies there without an expiry.
        var both = database().CreateTransaction();
        _ = both.ListRightPushAsync(key, element);
        _ = both.KeyExpireAsync(key, Kept);
        both.Execute();
    }
}
