using Interception.Client.Console.Connection;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Lesson;

/// <summary>A child's place in class, held while its tablet is connected. A server without a class has no seats, and every call does nothing.</summary>
internal sealed class ClassSeat : IAsyncDisposable
{
    private readonly ServerLink _link;
    private readonly CancellationTokenSource _leaves = new();
    private readonly Task _staying;

    public ClassSeat(ServerLink link)
    {
        _link = link;
        _staying = QuietlyAsync(StayAsync);
    }

    /// <summary>Raises or lowers the hand.</summary>
    public Task RaiseHandAsync(bool isUp) => QuietlyAsync(() => _link.CallAsync<object?>("RaiseHand", [isUp], _leaves.Token));

    /// <summary>Offers a finished piece to the class.</summary>
    public Task OfferAsync(string runId) => QuietlyAsync(() => _link.CallAsync<object?>("Offer", [runId], _leaves.Token));

    public async ValueTask DisposeAsync()
    {
        await _leaves.CancelAsync();
        await _staying;
    }

    private async Task StayAsync()
    {
        await foreach (var _ in _link.StreamAsync<ClassroomState>("WatchClassroom", () => [], _leaves.Token))
        {
            // The simulated child ignores a refusal.
        }
    }

    private async Task QuietlyAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (e is EndingException or CommandFailedException || _leaves.IsCancellationRequested)
        {
            // A lesson measures runs, so errors of the class around them do not matter.
        }
    }
}
