using Interception.Server.Contracts;

namespace Interception.Server.Runs.Keys;

/// <summary>Starts at most one run for a key. A refused start leaves the key to the next one.</summary>
internal sealed class IdempotencyKeys(IKeyStore store)
{
    /// <summary>The run of the key, or a new one.</summary>
    /// <param name="key">The key of the present request.</param>
    /// <param name="start">Starts a run with this id; it may refuse.</param>
    /// <param name="cancellationToken">Cancelled when the caller leaves.</param>
    /// <returns>The run's id.</returns>
    /// <exception cref="EndingException"><c>conflict</c>: the key was used with another request; or what <paramref name="start"/> throws.</exception>
    public async ValueTask<string> GetOrStartAsync(IdempotencyKey key, Func<string, ValueTask> start, CancellationToken cancellationToken)
    {
        var id = SecretId.New();
        while (true)
        {
            var answer = await store.ReserveAsync(key, id, cancellationToken);
            if (answer.State == KeyState.Conflict) throw Endings.Exception(Codes.Conflict);
            if (answer.State == KeyState.Known) return answer.RunId!;
            if (answer.State == KeyState.Starting) await answer.Settled!.WaitAsync(cancellationToken);
            else return await StartAsync(key, id, start);
        }
    }

    private async ValueTask<string> StartAsync(IdempotencyKey key, string id, Func<string, ValueTask> start)
    {
        try
        {
            await start(id);
            await store.KeepAsync(key, id);
            return id;
        }
        catch
        {
            await store.ReleaseAsync(key.Name, id);
            throw;
        }
    }
}
