using Interception.Server.Contracts;
using Interception.Server.Redis;

namespace Interception.Server.Journal.Shared;

/// <summary>Reading a run that works at another node, or at none: one reading, shared by all who read it here.</summary>
internal sealed partial class SharedRun
{
    /// <summary>So long the node that writes may be ahead of a Redis that answers.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan NextLook = TimeSpan.FromMilliseconds(20);

    /// <summary>How often Redis was looked at.</summary>
    public int Looks { get; private set; }

    private readonly TaskCompletionSource _looked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? _following;
    private long _missingSince;
    private RemoteLag? _lag;

    /// <summary>Begins to follow, unless it does. The journal's lock guards this and the next.</summary>
    public void Follow()
    {
        if (_following is not null || IsOwned) return;
        _following = new();
        _ = FollowAsync(_following.Token);
    }

    /// <summary>Follows no longer.</summary>
    public void Unfollow()
    {
        _following?.Cancel();
        _following = null;
    }

    /// <summary>
    /// Waits for a place that a reader has been told of at the node that writes, and that is not here yet: it may be ahead,
    /// most of all while Redis is away.
    /// </summary>
    public async Task ReachAsync(Stage stage, int offset, CancellationToken cancellationToken)
    {
        // Whoever comes to a run that has ended is told so, and not as one who waited for it.
        if (!IsOwned) await _looked.Task.WaitAsync(cancellationToken);
        var (since, looks) = (_parts.Pace.GetTimestamp(), Looks);
        while (!IsOwned && Memory.IsShortOf(stage, offset))
        {
            // Redis has answered again and again, and there is no such place.
            if (Looks - looks > 8 && _parts.Pace.GetElapsedTime(since) > Ahead) return;
            await Task.Delay(NextLook, _parts.Pace, cancellationToken);
        }
    }

    private async Task FollowAsync(CancellationToken left)
    {
        var lag = _lag = new(_parts.Pace, _parts.Metrics);
        using var nudges = _parts.Redis.Nudges.Listen(Id, lag.Hear);
        while (!left.IsCancellationRequested && !_parts.Leaving.IsCancellationRequested)
        {
            // Listened for before it is read: what is written between the two is not missed.
            var next = _parts.Redis.Nudges.NextAsync(Id);
            try
            {
                if (!await LookAsync(left)) return;
            }
            catch (RedisAwayException)
            {
                // Who reads here waits, and gets all of it afterwards.
            }

            await next;
        }
    }

    /// <summary>Takes in what is new.</summary>
    /// <returns>Whether anything can still come.</returns>
    private async Task<bool> LookAsync(CancellationToken left)
    {
        using var talk = await TalkAsync();
        // Whoever writes is ahead of Redis: what Redis has would take back what was not said yet.
        if (left.IsCancellationRequested || IsOwned) return false;
        _lag?.Ask();
        var answer = await PullAsync();
        if (answer.Status == PushStatus.Gone) return await IsComingBackAsync();
        _lag?.Answer(answer);
        _missingSince = 0;
        Looks++;
        _looked.TrySetResult();
        if (answer.Status == PushStatus.Foreign) Memory.Forget();
        return answer is { Status: PushStatus.Ok, IsClosed: false };
    }

    /// <summary>A run that was forgotten is gone; one that Redis has lost is written down anew by the node where it works, if there is one.</summary>
    private async Task<bool> IsComingBackAsync()
    {
        if (_missingSince == 0) _missingSince = _parts.Pace.GetTimestamp();
        var isLost = await _parts.Mark.AskAsync() != _mark;
        if (isLost && await _parts.Mark.IsCatchingUpAsync(_missingSince)) return true;
        Memory.Forget();
        _looked.TrySetResult();
        return false;
    }
}
