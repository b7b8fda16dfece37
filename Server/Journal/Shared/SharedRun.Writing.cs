namespace Interception.Server.Journal.Shared;

/// <summary>Writing a run that works here: into the memory at once, and from there to Redis once a frame.</summary>
internal sealed partial class SharedRun
{
    private readonly RunPusher _pusher;
    private IDisposable? _wishes;
    private long _fence;
    private volatile bool _isOwned;
    private int _ownedFrom;

    /// <summary>Whether the run works here.</summary>
    public bool IsOwned => _isOwned;

    /// <summary>Whether it worked here until another writer took it over.</summary>
    public bool IsOvertaken { get; private set; }

    /// <summary>Whether there is a writer with a larger number than this one.</summary>
    public bool HasOvertaken(long fence) => IsOvertaken || _fence > fence;

    /// <summary>What is wanted of it.</summary>
    public RunWish Wanted { get; private set; }

    /// <summary>Something else is wanted, or it was taken over.</summary>
    public event Action? Heard;

    /// <summary>Goes on under a larger number.</summary>
    public void Raise(long fence) => _fence = Math.Max(_fence, fence);

    /// <summary>Opens it in Redis.</summary>
    public async Task CreateAsync(long fence)
    {
        var answer = await _parts.Scripts.PushAsync(_keys, new(fence, "new", _parts.Lifetimes.Working, []));
        // The id is a secret, so it is not in the message.
        if (answer.Status is not (PushStatus.Ok or PushStatus.Duplicate)) throw new InvalidOperationException("The run has a journal already.");
        Own(fence);
    }

    /// <summary>Goes on with it here, from where it is.</summary>
    /// <param name="fence">The number that it is to have at least.</param>
    /// <param name="record">The version that its record must have; empty for any.</param>
    /// <returns>The number that it has; null when there is no such run.</returns>
    public async Task<long?> TakeOverAsync(long fence, string record)
    {
        // What an earlier writer of this node has not said yet is said first; of another node it is lost.
        if (IsOwned) await PushAsync();
        using var talk = await TalkAsync();
        if (await PullAsync(fence, record) is not { Status: PushStatus.Ok } answer) return null;
        Own(answer.Fence);
        return answer.Fence;
    }

    /// <summary>Adds something as whoever says it, and takes it in here.</summary>
    public async Task<AppendAnswer> AppendAsync(JournalAddition addition)
    {
        if (IsOwned) await PushAsync();
        using var talk = await TalkAsync();
        var answer = (await AdditionScripts.AppendAsync(_parts, Id, addition)).ToAppendAnswer();
        if (answer.Result is AppendResult.Ok or AppendResult.Duplicate)
        {
            // What is not taken in now comes from Redis with the next look.
            if (Memory.Append(addition).Result is AppendResult.Ok or AppendResult.Duplicate) _there.Add(AdditionScripts.StepsOf(addition));
        }

        return answer;
    }

    /// <summary>Nobody has it any more.</summary>
    public void Forget()
    {
        Memory.Forget();
        _looked.TrySetResult();
        EndWriting();
        Unfollow();
    }

    /// <summary>Says what is left to say, and then nothing more: this node goes.</summary>
    public async Task LeaveAsync()
    {
        await PushAsync();
        EndWriting();
    }

    /// <summary>Says what is left to say, and leaves the run to whoever takes it over; who reads it here follows it from now on.</summary>
    public async Task ReleaseAsync()
    {
        await PushAsync();
        using var talk = await TalkAsync();
        if (!IsOwned) return;
        await _parts.Scripts.ReleaseAsync(Id, _fence);
        Disown();
    }

    private void Own(long fence)
    {
        _fence = Math.Max(_fence, fence);
        _sureOf = _parts.Freezes.Freezes;
        _ownedFrom = Memory.EventCount;
        IsOvertaken = false;
        _looked.TrySetResult();
        if (IsOwned) return;
        _isOwned = true;
        _wishes = _parts.Redis.Nudges.Listen(RunScripts.WishTopic(Id), _pusher.Ring);
        _pusher.Start();
    }

    private void Disown()
    {
        EndWriting();
        _released(this);
    }

    private void EndWriting()
    {
        _isOwned = false;
        _wishes?.Dispose();
        _pusher.Stop();
    }
}
