using System.Security.Cryptography;
using Interception.Server.Redis;
using Microsoft.AspNetCore.DataProtection;

namespace Interception.Server.Delivery.Callers;

/// <summary>Protection with keys that another node may add to at any moment. The library itself would look once a day.</summary>
/// <param name="create">Creates protection with the keys that there are.</param>
/// <param name="hasMore">Asks whether there are more keys by now; seldom, because a forged cookie must not cause work.</param>
internal sealed class RenewedProtection(Func<IDataProtectionProvider> create, Func<bool> hasMore) : IDataProtectionProvider
{
    private readonly Lock _lock = new();
    private volatile IDataProtectionProvider _keys = create();

    /// <summary>Reads all keys anew.</summary>
    public void Renew() => _keys = create();

    /// <inheritdoc/>
    public IDataProtector CreateProtector(string purpose) => new RenewedProtector(this, [purpose]);

    /// <summary>Whether there are other keys than those that were tried: somebody else may have renewed them in this moment.</summary>
    private bool HasOthersThan(IDataProtectionProvider tried)
    {
        lock (_lock)
        {
            if (_keys == tried && hasMore()) Renew();
            return _keys != tried;
        }
    }

    private sealed class RenewedProtector(RenewedProtection owner, string[] purposes) : IDataProtector
    {
        private volatile Tuple<IDataProtectionProvider, IDataProtector>? _current;

        public IDataProtector CreateProtector(string purpose) => new RenewedProtector(owner, [.. purposes, purpose]);

        public byte[] Protect(byte[] plaintext) => OrAway(() => With(owner._keys).Protect(plaintext));

        public byte[] Unprotect(byte[] protectedData) => OrAway(() =>
        {
            var keys = owner._keys;
            try
            {
                return With(keys).Unprotect(protectedData);
            }
            catch (CryptographicException e) when (AwayIn(e) is null && owner.HasOthersThan(keys))
            {
                return With(owner._keys).Unprotect(protectedData);
            }
        });

        private IDataProtector With(IDataProtectionProvider keys)
        {
            var current = _current;
            if (current is null || current.Item1 != keys) _current = current = new(keys, keys.CreateProtector(purposes));
            return current.Item2;
        }

        /// <summary>The library makes one kind of error of all.</summary>
        private static byte[] OrAway(Func<byte[]> work)
        {
            try
            {
                return work();
            }
            catch (CryptographicException e) when (AwayIn(e) is { } cause)
            {
                throw new RedisAwayException(cause);
            }
        }

        private static Exception? AwayIn(Exception e)
        {
            var cause = e.InnerException;
            while (cause is not null && !RedisAwayException.IsMeantBy(cause)) cause = cause.InnerException;
            return cause;
        }
    }
}
