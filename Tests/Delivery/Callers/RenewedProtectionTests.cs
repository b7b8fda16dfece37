using System.Security.Cryptography;
using Interception.Server.Delivery.Callers;
using Microsoft.AspNetCore.DataProtection;

namespace Interception.Tests.Delivery.Callers;

public class RenewedProtectionTests
{
    private static readonly EphemeralDataProtectionProvider Newer = new();

    [Fact]
    public void Who_finds_that_somebody_else_has_just_read_new_keys_uses_them()
    {
        var sealedThere = Newer.CreateProtector("purpose").Protect([1, 2]);
        OvertakenKeys older = new();
        IDataProtectionProvider keys = older;
        // Who asked before has had the only yes of this second.
        var protection = new RenewedProtection(() => keys, hasMore: () => false);
        older.Overtake = () =>
        {
            keys = Newer;
            protection.Renew();
        };

        protection.CreateProtector("purpose").Unprotect(sealedThere).Should().Equal(1, 2);
    }

    [Fact]
    public void What_no_key_has_sealed_is_refused()
    {
        var protection = new RenewedProtection(() => Newer, hasMore: () => false);

        FluentActions.Invoking(() => protection.CreateProtector("purpose").Unprotect([1])).Should().Throw<CryptographicException>();
    }

    /// <summary>Keys that others replace while they are tried in vain.</summary>
    private sealed class OvertakenKeys : IDataProtectionProvider, IDataProtector
    {
        public Action Overtake { get; set; } = () => { };

        public IDataProtector CreateProtector(string purpose) => this;

        public byte[] Protect(byte[] plaintext) => throw new NotSupportedException();

        public byte[] Unprotect(byte[] protectedData)
        {
            Overtake();
            throw new CryptographicException("An unknown key.");
        }
    }
}
