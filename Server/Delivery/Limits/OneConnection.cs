namespace Interception.Server.Delivery.Limits;

/// <summary>A server-sent stream of the API is one of its caller's connections.</summary>
internal sealed class OneConnection(Connections connections) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using var connection = connections.Enter(Caller.Of(context.HttpContext));
        connections.Arrive();
        return await next(context);
    }
}
