using Interception.Server.Runs.Keys;

namespace Interception.Tests.Runs.Keys;

public sealed class MemoryKeysTests : KeyStoreContract
{
    private protected override IKeyStore Store { get; } = new MemoryKeys();
}
