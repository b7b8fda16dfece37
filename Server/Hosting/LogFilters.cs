namespace Interception.Server.Hosting;

/// <summary>What the framework may write down. At its most talkative it would log addresses, and URLs with texts and keys of runs in them.</summary>
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
        // Logs every ordinary ending as an error with a stack; defects are logged by Defects.
        "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher",
        // And this every frame that is none.
        "Microsoft.AspNetCore.SignalR.HubConnectionHandler",
    ];

    public static void Apply(ILoggingBuilder logging)
    {
        foreach (var category in TellAddressesOrUrls) logging.AddFilter(category, LogLevel.Warning);
        foreach (var category in TakeClientsForDefects) logging.AddFilter(category, LogLevel.Critical);
    }
}
