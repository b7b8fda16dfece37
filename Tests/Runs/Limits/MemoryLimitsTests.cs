using Interception.Server.Runs.Limits;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs.Limits;

public sealed class MemoryLimitsTests : LimitStoreContract
{
    private readonly FakeTimeProvider _time = new();

    public MemoryLimitsTests() => Store = new MemoryLimits(_time);

    private protected override ILimitStore Store { get; }

    private protected override ValueTask PassAsync(TimeSpan time)
    {
        _time.Advance(time);
        return ValueTask.CompletedTask;
    }
}
