using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Client.Console.Connection;

/// <summary>Calls a hub; what goes wrong comes out as the contract's codes, or as a lost connection.</summary>
internal static class HubCalls
{
    public static async Task<T> CallAsync<T>(
        this HubConnection hub, string method, object?[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            return (T)(await hub.InvokeCoreAsync(method, typeof(T), arguments, cancellationToken))!;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw InOurWords(e);
        }
    }

    public static async IAsyncEnumerable<T> StreamAllAsync<T>(this HubConnection hub, string method,
        object?[] arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var items = hub.StreamAsyncCore<T>(method, arguments, leaving.Token)
            .GetAsyncEnumerator(cancellationToken);
        try
        {
            while (await MoveNextAsync(items, cancellationToken)) yield return items.Current;
        }
        finally
        {
            // To leave the loop does not tell the server; to cancel does.
            await leaving.CancelAsync();
        }
    }

    private static async ValueTask<bool> MoveNextAsync<T>(
        IAsyncEnumerator<T> items, CancellationToken cancellationToken)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw InOurWords(e);
        }
    }

    private static Exception InOurWords(Exception e) => e is HubException refusal
        ? HubErrorParser.Read(refusal.Message)
        : new CommandFailedException($"The connection to the server broke ({e.Message}). Is the server still running?");
}
