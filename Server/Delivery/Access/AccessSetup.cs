using Interception.Server.Delivery.Callers;
using Interception.Server.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;

namespace Interception.Server.Delivery.Access;

/// <summary>Registers the access checks.</summary>
internal static class AccessSetup
{
    public static IServiceCollection AddDoor(this IServiceCollection services)
    {
        services.AddSection<CorsOptions>("Cors");
        services.AddSection<AccessOptions>("Access").PostConfigure(AccessOptionsCheck.ReadFiles);
        return services
            .AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsCheck>()
            // The framework's own filter would run before the forwarded headers are read, and would refuse addresses.
            .PostConfigure<HostFilteringOptions>(filter => filter.AllowedHosts = ["*"])
            .AddCors()
            .AddSingleton<GuessLimiter>()
            .AddSingleton<CookieKeys>()
            .AddHostedService<CookieKeysLoader>()
            .AddSingleton<IDataProtectionProvider>(provider => provider.GetRequiredService<CookieKeys>())
            .AddSingleton<AccessCodes>()
            .AddSingleton<AccessCookie>()
            .AddSingleton<AccessGuard>();
    }

    /// <summary>The checks in their order, each before anything is allocated for the caller: after the proxies and before every endpoint.</summary>
    public static void UseDoor(this WebApplication app)
    {
        var origins = app.Services.GetRequiredService<IOptions<CorsOptions>>().Value.AllowedOrigins;
        app.Use(HostCheck.From(app.Configuration).GuardAsync);
        app.Use(new OriginCheck(origins).GuardAsync);
        app.UseCors(cors => cors.WithOrigins(origins)
            .AllowAnyMethod().AllowAnyHeader().AllowCredentials().WithExposedHeaders("Retry-After"));
        app.Use(app.Services.GetRequiredService<AccessGuard>().GuardAsync);
    }
}
