using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Client.Console.Connection;

/// <summary>Calls a hub. Errors come out as the contract's codes, or as a lost connection.</summary>
internal static class HubCalls
{
    /// <exception cref="EndingException">The server refused.</exception>
    /// <exception cref="ConnectionLostException">No answer came in time.</exception>
    public static async Task<T> CallAsync<T>(
        this HubConnection hub, string method, object?[] arguments, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var answer = hub.InvokeCoreAsync(method, typeof(T), arguments, cancellationToken);
            return (T)(await answer.WaitAsync(RequestDeadlines.Deadline, time, cancellationToken))!;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw InOurWords(e);
        }
    }

    /// <param name="hub">The hub.</param>
    /// <param name="method">The method to stream.</param>
    /// <param name="arguments">The arguments of the method.</param>
    /// <param name="lost">Cancelled when the connection is lost.</param>
    /// <param name="cancellationToken">Ends the stream, and tells the server.</param>
    public static async IAsyncEnumerable<T> StreamAllAsync<T>(this HubConnection hub, string method,
        object?[] arguments, CancellationToken lost, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(lost, cancellationToken);
        await using var items = hub.StreamAsyncCore<T>(method, arguments, leaving.Token)
            .GetAsyncEnumerator(leaving.Token);
        try
        {
            while (await MoveNextAsync(items, cancellationToken)) yield return items.Current;
            // A cancelled stream may end without an exception.
            if (lost.IsCancellationRequested) throw new ConnectionLostException();
        }
        finally
        {
            // Leaving the loop does not tell the server; cancelling does.
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

    private static Exception InOurWords(Exception e) =>
        e is HubException refusal ? HubErrorParser.Read(refusal.Message) : new ConnectionLostException(e);
}
