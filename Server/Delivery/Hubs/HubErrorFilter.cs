using Interception.Server.Contracts;
using Interception.Server.Delivery.Responses;
using Microsoft.AspNetCore.SignalR;

namespace Interception.Server.Delivery.Hubs;

/// <summary>Turns endings into hub errors: a code and a plain sentence, without internal details.</summary>
internal sealed class HubErrorFilter(ExceptionTranslator defects) : IHubFilter
{
    /// <summary>The ending as a hub error. No subclass, because the type's name is on the wire.</summary>
    public static HubException ToHubException(EndingException ending) =>
        new($"{ending.Code}: {ending.Message}{(ending.Stage is { } stage ? $" It happened in {stage}." : "")}");

    /// <summary>Any exception in the form that clients may see.</summary>
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
