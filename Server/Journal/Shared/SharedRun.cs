namespace Interception.Server.Journal.Shared;

/// <summary>A run as this node has it: in memory, where its own readers read it, and beside it what Redis has.</summary>
/// <remarks>
/// While the run works here, what is new goes to Redis; else what is new comes from there, as long as somebody reads.
/// Either way the memory is what readers see, and nobody who reads or writes it waits for Redis.
/// </remarks>
internal sealed partial class SharedRun
{
    private readonly SharedJournalParts _parts;
    private readonly Action<SharedRun> _released;
    private readonly JournalPosition _there = new();
    private readonly SemaphoreSlim _talk = new(1);
    private readonly RunKeys _keys;
    private string _mark;

    /// <param name="id">The run.</param>
    /// <param name="mark">The mark of Redis as it is known.</param>
    /// <param name="parts">What all runs have in common.</param>
    /// <param name="released">Called when the run is no longer this node's.</param>
    public SharedRun(string id, string mark, SharedJournalParts parts, Action<SharedRun> released)
    {
        Id = id;
        _mark = mark;
        _parts = parts;
        _keys = parts.Scripts.KeysFor(id);
        _released = released;
        Memory = new MemoryRunJournal(parts.Time);
        _pusher = new(parts.Beat, this);
    }

    /// <summary>The run's id.</summary>
    public string Id { get; }

    /// <summary>The run as readers see it here.</summary>
    public MemoryRunJournal Memory { get; }

    /// <summary>How many read it here. The journal's lock guards it.</summary>
    public int Readers { get; set; }

    /// <summary>Brings the memory to where Redis is.</summary>
    /// <param name="fence">The least number of a writer that takes the run over with it; 0 for none.</param>
    /// <param name="record">The version that the record must have for that; empty for any.</param>
    private async Task<PullAnswer> PullAsync(long fence = 0, string record = "")
    {
        var mark = _parts.Mark.Known;
        var answer = await _parts.Scripts.PullAsync(_keys, _there, fence, record);
        if (answer.Status != PushStatus.Ok) return answer;
        _mark = mark;
        // An earlier writer of this node, which writes into this memory, falls silent with the first word of the next one.
        Memory.Adopt(fence > 0 ? 0 : answer.Fence, _there, answer.Events, answer.Rests);
        _there.Events += answer.Events.Count;
        foreach (var (stage, rest) in answer.Rests) _there[stage] += rest.Length;
        return answer;
    }
}
