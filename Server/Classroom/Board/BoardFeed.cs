using System.Runtime.CompilerServices;
using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;

namespace Interception.Server.Classroom.Board;

/// <summary>Tells teachers about the class: at most ten events a second, and never more than a second late.</summary>
internal sealed class BoardFeed(ClassBoard board, IClassroomStore store, ClassroomChanges changes, TimeProvider time)
{
    /// <summary>Runs do not announce their changes, so the class is read this often while a teacher watches.</summary>
    internal static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(100);

    /// <summary>Streams the class: first the whole state, then the changes.</summary>
    public async IAsyncEnumerable<ClassEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BoardState? told = null;
        for (var seq = 1L; ;)
        {
            var next = changes.Next;
            var now = await LookAsync(told, cancellationToken);
            foreach (var happened in BoardChanges.Between(told, now))
            {
                yield return happened with { Seq = seq++ };
                await Task.Delay(Apart, time, cancellationToken);
            }
            told = now;
            await TryAlertsToldAsync(now);
            await WaitAsync(next, cancellationToken);
        }
    }

    /// <summary>While nobody can tell how the class is, the board stays as it was; only the figures say what is missing.</summary>
    private async ValueTask<BoardState> LookAsync(BoardState? told, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await board.LookAsync();
            }
            catch (EndingException busy) when (busy.Code == Codes.Busy)
            {
                if (told is not null) return board.LookAgain(told);
                await Task.Delay(Glance, time, cancellationToken);
            }
        }
    }

    private async Task TryAlertsToldAsync(BoardState told)
    {
        try
        {
            await AlertsToldAsync(told);
        }
        catch (EndingException)
        {
            // They are written down as told with the next look.
        }
    }

    /// <summary>An adult counts as told only after the event was written to a teacher's connection.</summary>
    private async Task AlertsToldAsync(BoardState told)
    {
        if (!store.Current.Alerts.Exists(alert => !alert.IsTold)) return;
        var ids = told.Alerts.Select(alert => alert.Id).ToHashSet();
        await store.ChangeAsync(record => record.Alerts.Exists(alert => !alert.IsTold && ids.Contains(alert.Id))
            ? record with { Alerts = [.. record.Alerts.Select(alert => ids.Contains(alert.Id) ? alert with { IsTold = true } : alert)] }
            : record);
    }

    private async Task WaitAsync(Task next, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(next, Task.Delay(Glance, time, waiting.Token));
        await waiting.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
