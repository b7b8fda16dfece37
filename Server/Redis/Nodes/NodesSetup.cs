namespace Interception.Server.Redis.Nodes;

/// <summary>Registers this node among the others.</summary>
internal static class NodesSetup
{
    public static IServiceCollection AddNodes(this IServiceCollection services) => services
        .AddSingleton(new NodeTimes())
        .AddSingleton<NodeStatus>()
        .AddSingleton<NodeMetrics>()
        .AddSingleton<INodeRegistry>(CreateRegistry)
        .AddSingleton<SilentNodes>()
        .AddSingleton<NodeReadiness>()
        .AddSingleton<NodeRoster>()
        .AddSingleton<NodeHeartbeat>()
        .AddHostedService(provider => provider.GetRequiredService<NodeHeartbeat>());

    private static INodeRegistry CreateRegistry(IServiceProvider services) => services.GetService<RedisConnection>() is { } redis
        ? ActivatorUtilities.CreateInstance<RedisNodes>(services, redis, ActivatorUtilities.CreateInstance<RedisServerWatch>(services, redis))
        : ActivatorUtilities.CreateInstance<MemoryNodes>(services);
}
