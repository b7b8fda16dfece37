namespace Interception.Server.Runs;

/// <summary>Lets the commands of one run follow one another at this node. Those of another run seldom wait for them.</summary>
internal sealed class CommandGates
{
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for the commands before, and keeps those behind waiting until disposed.</summary>
    public async ValueTask<IDisposable> EnterAsync(string runId)
    {
        var gate = _gates[(uint)runId.GetHashCode(StringComparison.Ordinal) % _gates.Length];
        await gate.WaitAsync();
        return new EnteredGate(gate);
    }

    private sealed class EnteredGate(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
