namespace Interception.Server.Runs.Locking;

/// <summary>A lock with a rank in <see cref="LockRank"/>. Debug builds refuse to take it out of order.</summary>
/// <param name="rank">Its rank.</param>
internal sealed class OrderedLock(LockRank rank)
{
    [ThreadStatic]
    private static LockRank _highest;

    private readonly Lock _lock = new();

    /// <summary>Takes the lock until the result is disposed; its holder may take it again.</summary>
    /// <exception cref="InvalidOperationException">In Debug builds: the thread holds a lock of a later rank.</exception>
    public HeldLock Enter()
    {
        RefuseDisorder();
        _lock.Enter();
        var before = _highest;
        _highest = rank > before ? rank : before;
        return new(this, before);
    }

    [System.Diagnostics.Conditional("DEBUG")]
    private void RefuseDisorder()
    {
        if (_highest >= rank && !_lock.IsHeldByCurrentThread)
            throw new InvalidOperationException($"The lock {rank} is taken while {_highest} is held: see LockRank.");
    }

    /// <summary>The lock, held by this thread.</summary>
    internal readonly ref struct HeldLock(OrderedLock owner, LockRank before) : IDisposable
    {
        public void Dispose()
        {
            _highest = before;
            owner._lock.Exit();
        }
    }
}
