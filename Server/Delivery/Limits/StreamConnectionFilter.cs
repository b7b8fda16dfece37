using Interception.Server.Delivery.Callers;

namespace Interception.Server.Delivery.Limits;

/// <summary>Counts a server-sent stream of the API as one of its caller's connections.</summary>
internal sealed class StreamConnectionFilter(ConnectionLimiter connections) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using var connection = connections.Acquire(RunCaller.From(context.HttpContext));
        connections.CountNew();
        return await next(context);
    }
}
