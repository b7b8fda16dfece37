using System.Security.Cryptography;
using Interception.Server.Redis;
using Microsoft.AspNetCore.DataProtection;

namespace Interception.Server.Delivery.Callers;

/// <summary>Protection with keys that another node may add to at any moment. The library itself would look once a day.</summary>
/// <param name="create">Creates protection with the keys that there are.</param>
/// <param name="hasMore">Asks whether there are more keys by now; seldom, because a forged cookie must not cause work.</param>
internal sealed class RenewedProtection(Func<IDataProtectionProvider> create, Func<bool> hasMore) : IDataProtectionProvider
{
    private volatile IDataProtectionProvider _keys = create();

    /// <summary>Reads all keys anew.</summary>
    public void Renew() => _keys = create();

    /// <inheritdoc/>
    public IDataProtector CreateProtector(string purpose) => new RenewedProtector(this, [purpose]);

    private bool HasRenewed()
    {
        if (!hasMore()) return false;
        Renew();
        return true;
    }

    private sealed class RenewedProtector(RenewedProtection owner, string[] purposes) : IDataProtector
    {
        private volatile Tuple<IDataProtectionProvider, IDataProtector>? _current;

        public IDataProtector CreateProtector(string purpose) => new RenewedProtector(owner, [.. purposes, purpose]);

        public byte[] Protect(byte[] plaintext) => OrAway(() => Current().Protect(plaintext));

        public byte[] Unprotect(byte[] protectedData) => OrAway(() =>
        {
            try
            {
                return Current().Unprotect(protectedData);
            }
            catch (CryptographicException e) when (AwayIn(e) is null && owner.HasRenewed())
            {
                return Current().Unprotect(protectedData);
            }
        });

        private IDataProtector Current()
        {
            var keys = owner._keys;
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
