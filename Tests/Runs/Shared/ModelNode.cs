using Interception.Server.Runs.Queue.Shared;

namespace Interception.Tests.Runs.Shared;

/// <summary>A node as the queue sees it: what it has asked for, what it believes to hold, and what it says of both.</summary>
internal sealed class ModelNode(string name)
{
    private readonly Dictionary<string, ModelClaim> _claims = [];
    private readonly List<string> _leaves = [];

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Whether it waits for something, holds something, or has something to take back.</summary>
    public bool IsIdle => _claims.Count == 0 && _leaves.Count == 0;

    /// <summary>All that it has asked for and not been refused.</summary>
    public IReadOnlyList<ModelClaim> Claims => [.. _claims.Values];

    /// <summary>The places that it believes to hold.</summary>
    public IEnumerable<ModelClaim> HeldAt(long now) => _claims.Values.Where(claim => claim.Server >= 0 && claim.Until > now);

    /// <summary>Somebody comes.</summary>
    public void Join(ModelClaim claim) => _claims[claim.Id] = claim;

    /// <summary>Somebody goes, from the line or from a place.</summary>
    public void Leave(ModelClaim claim)
    {
        _claims.Remove(claim.Id);
        _leaves.Add(claim.Id);
    }

    /// <summary>What it says.</summary>
    public QueueLook Look(int parallel, int hold)
    {
        var waiting = _claims.Values.Where(claim => claim.Server < 0).ToList();
        return new()
        {
            Node = name,
            Parallel = parallel,
            Hold = hold,
            LeaseMs = 12_000,
            NodeMs = 12_000,
            Quiet = 4_000,
            Grace = 3_000,
            KeepMs = 3_600_000,
            Depth = 0,
            Leaves = [.. _leaves],
            Holds = [.. _claims.Values.Where(claim => claim.Server >= 0).Select(claim => new QueueHolding(claim.Id, claim.Server, claim.Fence, claim.Turn, ""))],
            Joins = [.. waiting.Where(claim => claim.IsNew).Select(claim => new QueueJoin(
                claim.Id, claim.Owner, claim.Offer, "", claim.Fence, claim.Nth, claim.Turn, claim.IsAhead, claim.Nth > 0 ? -1 : claim.Most))],
            Offers = [.. waiting.Where(claim => !claim.IsNew).Select(claim => new QueueOffer(claim.Id, claim.Offer))],
        };
    }

    /// <summary>What it hears.</summary>
    public void Hear(QueueLook said, QueueAnswer answer, long now)
    {
        _leaves.RemoveAll(said.Leaves.Contains);
        foreach (var (id, nth, turn) in answer.Joined) LetIn(id, nth, turn);
        foreach (var join in said.Joins.Where(join => join.Nth > 0 || !answer.Calm)) LetIn(join.Id, join.Nth, join.Turn);
        foreach (var id in answer.Full.Concat(answer.Lost)) _claims.Remove(id);
        foreach (var grant in answer.Granted) Serve(grant, now);
        foreach (var id in answer.Missing)
        {
            if (answer.Calm && _claims.TryGetValue(id, out var claim)) claim.IsNew = true;
            else _claims.Remove(id);
        }
    }

    private void LetIn(string id, long nth, long turn)
    {
        if (!_claims.TryGetValue(id, out var claim)) return;
        claim.IsNew = false;
        if (nth > 0) claim.Nth = nth;
        if (turn > 0) claim.Turn = turn;
    }

    private void Serve(QueueGrant grant, long now)
    {
        if (!_claims.TryGetValue(grant.Id, out var claim))
        {
            if (!_leaves.Contains(grant.Id)) _leaves.Add(grant.Id);
            return;
        }
        if (claim.Server < 0 && grant.F <= claim.Fence) throw new InvalidOperationException($"{claim.Id} had number {claim.Fence} and got {grant.F}");
        claim.IsNew = false;
        claim.Server = grant.E;
        claim.Fence = grant.F;
        claim.Until = now + (long)grant.X;
    }
}

/// <summary>A place that somebody wants or has.</summary>
internal sealed class ModelClaim(string id, string owner, bool isAhead, int most)
{
    public string Id => id;
    public string Owner => owner;
    public bool IsAhead => isAhead;
    public int Most => most;
    public string Offer { get; set; } = "0,1";
    public bool IsNew { get; set; } = true;
    public long Nth { get; set; }
    public long Turn { get; set; }
    public int Server { get; set; } = -1;
    public long Fence { get; set; }
    public long Until { get; set; }
}
