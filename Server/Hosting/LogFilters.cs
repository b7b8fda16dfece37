using Microsoft.Extensions.Logging.Console;

namespace Interception.Server.Hosting;

/// <summary>Limits what the framework may log. At its most detailed level it would log addresses, and URLs that contain texts and run ids.</summary>
internal static class LogFilters
{
    private static readonly string[] TellAddressesOrUrls =
    [
        "Microsoft.AspNetCore.Hosting.Diagnostics",
        "Microsoft.AspNetCore.HttpOverrides",
        "Microsoft.AspNetCore.Routing",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.StaticFiles",
        "Microsoft.AspNetCore.WebSockets",
    ];

    private static readonly string[] TakeClientsForDefects =
    [
        // This logger reports every ordinary ending as an error with a stack; ExceptionTranslator logs real defects.
        "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher",
        // This logger reports every frame that cannot be read.
        "Microsoft.AspNetCore.SignalR.HubConnectionHandler",
    ];

    public static void Apply(ILoggingBuilder logging)
    {
        foreach (var category in TellAddressesOrUrls) logging.AddFilter(category, LogLevel.Warning);
        foreach (var category in TakeClientsForDefects) logging.AddFilter(category, LogLevel.Critical);
        // A terminal or a log collector that no longer reads would stop every text: by default, whoever logs waits for it.
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite);
    }
}
