using Interception.Server.Hosting;

namespace Interception.Tests.Settings;

/// <summary>Memory goes back in a lull, and not for little.</summary>
public class IdleCollectorTests
{
    private const long Megabyte = 1024 * 1024;

    [Theory]
    [InlineData(1, 100, true)]
    [InlineData(20, 100, false)]
    [InlineData(1, 10, false)]
    public void It_is_time_when_little_is_asked_for_and_much_was(long sinceLook, long sinceCollection, bool isTime) =>
        IdleCollector.IsTime(sinceLook * Megabyte, sinceCollection * Megabyte).Should().Be(isTime);
}
