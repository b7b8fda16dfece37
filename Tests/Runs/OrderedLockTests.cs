using Interception.Server.Runs.Locking;

namespace Interception.Tests.Runs;

/// <summary>Locks are taken in one order, or a Debug build says so at once, on the first wrong step and not in a deadlock.</summary>
public class OrderedLockTests
{
    private readonly OrderedLock _run = new(LockRank.Run);
    private readonly OrderedLock _queue = new(LockRank.Queue);

    [Fact]
    public void In_the_order_any_of_them_may_be_held_and_the_same_one_again()
    {
        using var run = _run.Enter();
        using (_run.Enter())
        using (_queue.Enter())
        using (_queue.Enter())
        {
        }
        using var after = _queue.Enter();
    }

#if DEBUG
    [Fact]
    public void Out_of_order_and_two_of_a_kind_are_refused()
    {
        var another = new OrderedLock(LockRank.Run);
        using (_queue.Enter()) Taking(_run).Should().Throw<InvalidOperationException>().WithMessage("*Run*Queue*");
        using (_run.Enter()) Taking(another).Should().Throw<InvalidOperationException>("two runs know nothing of each other");
        Taking(_run).Should().NotThrow("nothing is held any more");
    }
#endif

    private static Action Taking(OrderedLock taken) => () =>
    {
        using var held = taken.Enter();
    };
}
