using Interception.Server.Delivery.Hubs;
using Interception.Server.Delivery.Limits;
using Interception.Server.Safety.Comparison;
using Interception.Server.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Interception.Server.Hosting;

/// <summary>What the process needs from its machine: ports, folders, and the messages at start.</summary>
internal static partial class ServerHost
{
    private const int DevelopmentPort = 17802;
    internal const int ProductionPort = 17801;

    /// <summary>Runs the server until it ends; a failed start logs its reason in one line.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        try
        {
            var comparison = JudgeArguments.Find(args);
            var builder = CreateBuilder(comparison?.Rest ?? args);
            if (comparison is not null) builder.Logging.ClearProviders();
            add(builder);
            await using var app = builder.Build();
            map(app);
            // The error is caught here, because the host would log a stack instead of one readable line.
            app.Services.GetService<IStartupValidator>()?.Validate();
            UnknownSections.Refuse((IConfigurationRoot)app.Configuration, app.Services.GetServices<OptionsSection>());
            if (comparison is not null) return await JudgeCommand.RunAsync(app.Services, comparison, Console.Out, Console.Error, CancellationToken.None);
            app.Lifetime.ApplicationStarted.Register(() => SayWhereToGo(app));
            await app.RunAsync();
            return 0;
        }
        catch (JudgeUsageException usage)
        {
            await Console.Error.WriteLineAsync(usage.Message);
            return 2;
        }
        catch (Exception e) when (Reason(e) is not null)
        {
            await Console.Error.WriteLineAsync($"The server did not start: {Reason(e)}");
            return 1;
        }
    }

    private static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // Settings, terms, presets and the page lie beside the program, so the current folder does not matter.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<IdleCollector>();
        builder.WebHost.ConfigureKestrel(ForAClassroom);
        // No code here blocks a thread, so the thread that wrote a piece may send it as well; that saves a switch to another thread.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        // Set in code, because Urls in a settings file would win over ASPNETCORE_URLS.
        if (string.IsNullOrEmpty(builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey)))
        {
            builder.WebHost.UseUrls(builder.Environment.IsDevelopment()
                ? $"http://localhost:{DevelopmentPort}"
                : $"http://*:{ProductionPort}");
        }

        return builder;
    }

    /// <summary>The message when an operator can fix the cause; null for a defect, which is logged with its stack.</summary>
    private static string? Reason(Exception e) => e switch
    {
        OptionsValidationException wrong => string.Join(" ", wrong.Failures),
        AggregateException several => Reasons(several),
        InvalidDataException wrong => wrong.Message,
        IOException { InnerException: not null } taken => $"{taken.Message} Choose another address with --urls.",
        _ => null,
    };

    private static string? Reasons(AggregateException several)
    {
        var reasons = several.InnerExceptions.Select(Reason).ToList();
        return reasons.Contains(null) ? null : string.Join(" ", reasons);
    }

    private static void ForAClassroom(KestrelServerOptions kestrel)
    {
        kestrel.ConfigureEndpointDefaults(listen => listen.Use(listen.ApplicationServices.GetRequiredService<SilentSocketLimiter>().Wrap));
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = 2_000;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 1_000;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        kestrel.Limits.MaxRequestBodySize = 96 * 1024;
        // The platform's GET carries the text in the query.
        kestrel.Limits.MaxRequestLineSize = 32 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
        kestrel.Limits.Http2.MaxStreamsPerConnection = 20;
    }

    /// <summary>The addresses to open, with those to type on a tablet.</summary>
    private static void SayWhereToGo(WebApplication app)
    {
        foreach (var url in app.Urls)
        {
            var address = BindingAddress.Parse(url);
            var hosts = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? ["localhost", .. JoinAddresses.Hosts()] : new[] { address.Host };
            foreach (var host in hosts)
                LogOpen(app.Logger, $"{address.Scheme}://{host}:{address.Port}{app.Configuration["PathBase"]}");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Open {Address} in a browser.")]
    private static partial void LogOpen(ILogger logger, string address);
}
