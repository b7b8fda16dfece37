using Interception.Server.Settings;
using Microsoft.Extensions.Options;

namespace Interception.Server.Redis;

/// <summary>Registers the Redis that several nodes share, and who this node is among them.</summary>
internal static class RedisSetup
{
    /// <summary>Without <c>Redis:Connection</c> there is no <see cref="RedisConnection"/>, and everything is in this process's memory.</summary>
    public static IServiceCollection AddRedis(this IServiceCollection services)
    {
        services.AddSection<RedisOptions>("Redis");
        services.AddSection<NodeOptions>("Node");
        return services
            .AddSingleton<IValidateOptions<RedisOptions>, RedisOptionsCheck>()
            .AddSingleton(provider => NodeIdentity.Begin(provider.GetRequiredService<IOptions<NodeOptions>>().Value.GetName()))
            .AddSingleton(provider => Connect(provider)!);
    }

    private static RedisConnection? Connect(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<RedisOptions>>().Value;
        return options.Read() is { Length: > 0 } connection
            ? new(connection, options.Prefix, services.GetRequiredService<NodeIdentity>().ToString())
            : null;
    }
}
