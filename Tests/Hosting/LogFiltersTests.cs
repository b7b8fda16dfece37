using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Hosting;

/// <summary>What the server's log may not do.</summary>
public sealed class LogFiltersTests
{
    [Fact(Timeout = 30_000)]
    public async Task A_log_that_nobody_reads_loses_lines_and_stops_nobody()
    {
        await using var app = new App();

        var console = app.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value;

        console.QueueFullMode.Should().Be(ConsoleLoggerQueueFullMode.DropWrite);
    }
}
