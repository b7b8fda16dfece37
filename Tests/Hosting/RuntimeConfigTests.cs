using System.Text.Json;

namespace Interception.Tests.Hosting;

/// <summary>What the server's process is told about its memory and its threads: a property with a wrong name is none, and nobody notices.</summary>
public class RuntimeConfigTests
{
    [Fact]
    public void The_server_has_one_heap_for_all_cores_keeps_it_close_and_its_idle_threads_sleep()
    {
        using var config = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Interception.Server.runtimeconfig.json")));
        var settings = config.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties");

        settings.GetProperty("System.GC.Server").GetBoolean().Should().BeFalse();
        settings.GetProperty("System.GC.Concurrent").GetBoolean().Should().BeFalse();
        settings.GetProperty("System.GC.ConserveMemory").GetInt32().Should().Be(5);
        settings.GetProperty("System.Threading.ThreadPool.UnfairSemaphoreSpinLimit").GetInt32().Should().Be(0);
    }
}
