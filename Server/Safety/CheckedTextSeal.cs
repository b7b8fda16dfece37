using Microsoft.AspNetCore.DataProtection;

namespace Interception.Server.Safety;

internal sealed partial class CheckedText
{
    /// <summary>Writes checked texts down for other nodes. Only what a node of ours has sealed comes back: the seal says that a gate let it through.</summary>
    /// <param name="protector">The keys that all nodes have.</param>
    internal sealed class Seal(IDataProtector protector)
    {
        /// <summary>Seals a text.</summary>
        public string Close(CheckedText text) => protector.Protect(text.Value);

        /// <summary>Opens it again, to the character as it was checked.</summary>
        /// <exception cref="System.Security.Cryptography.CryptographicException">It was not sealed by us, or was changed since.</exception>
        public CheckedText Open(string written) => new(protector.Unprotect(written));
    }
}
