using Interception.Server.Contracts;
using Interception.Server.Delivery.Responses;
using Microsoft.AspNetCore.SignalR;

namespace Interception.Server.Delivery.Hubs;

/// <summary>Says endings to hub clients: a code and a plain sentence, and nothing of what is inside.</summary>
internal sealed class HubErrorFilter(ExceptionTranslator defects) : IHubFilter
{
    /// <summary>The ending as clients read it. The type itself, no subclass: its name is on the wire.</summary>
    public static HubException ToHubException(EndingException ending) =>
        new($"{ending.Code}: {ending.Message}{(ending.Stage is { } stage ? $" It happened in {stage}." : "")}");

    /// <summary>Any exception as clients may see it.</summary>
    public HubException From(Exception e) => e as HubException ?? ToHubException(defects.EndingOf(e));

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw From(e);
        }
    }
}
