using Interception.Server.Contracts;
using Interception.Server.Generation;

namespace Interception.Server.Runs;

/// <summary>A run's claim to a place: in the line until served.</summary>
internal sealed class Ticket(Line line, Action<int> onPosition, TimeProvider time)
{
    private readonly TaskCompletionSource<Place> _place = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _listening;
    private int _told;

    /// <summary>Waits for the place. The caller gives it back.</summary>
    /// <exception cref="EndingException"><c>busy</c>: the wait was too long.</exception>
    /// <exception cref="OperationCanceledException">The caller left the line.</exception>
    public async Task<Place> PlaceAsync(CancellationToken cancellationToken)
    {
        _listening = true;
        line.Announce();
        try
        {
            return await _place.Task.WaitAsync(line.MaxWait, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            Leave();
            throw Endings.Exception(Codes.Busy);
        }
        catch (OperationCanceledException)
        {
            Leave();
            throw;
        }
    }

    /// <summary>Hands the place over. Called by the line only.</summary>
    internal void Serve(Place place) => _place.SetResult(place);

    /// <summary>Says the position, once per change, to a run that listens. Called by the line only.</summary>
    internal void Tell(int position)
    {
        if (!_listening || _told == position) return;
        _told = position;
        onPosition(position);
    }

    /// <summary>Leaves the line, or gives the place back.</summary>
    public void Leave()
    {
        line.Leave(this);
        // The line may have served us in the very moment we left.
        if (_place.Task.IsCompletedSuccessfully) _place.Task.Result.Dispose();
    }
}
