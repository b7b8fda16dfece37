using Interception.Client.Console.Connection;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Lesson;

/// <summary>A child's seat in class: it is there as long as its tablet is connected. At a server without a class it is nowhere, and nothing comes of it.</summary>
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

    /// <summary>Raises the hand, or takes it down.</summary>
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
            // A simulated child does as it likes, whatever its teacher says.
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
            // A lesson measures runs; the class around them is for whoever tries the board.
        }
    }
}
