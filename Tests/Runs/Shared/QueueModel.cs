using Interception.Server.Runs.Queue.Shared;

namespace Interception.Tests.Runs.Shared;

/// <summary>What the queue in Redis has to be: one list of those who wait, one of those who hold a place, and the order between them.</summary>
internal sealed class QueueModel
{
    private readonly Dictionary<string, long> _nodes = [];
    private readonly List<ModelTicket> _waiting = [];
    private readonly List<ModelLease> _held = [];
    private long _seen;
    private long _calm;
    private long _new;
    private long _fence;
    private long _turn;
    private long _joined;
    private bool _isHeld;

    /// <summary>The places that are held, by a clock that shows this.</summary>
    public IEnumerable<ModelLease> ValidAt(long now) => _held.Where(lease => lease.Until > now);

    /// <summary>Whether nobody waits and nobody holds a place.</summary>
    public bool IsEmptyAt(long now) => _waiting.Count == 0 && !ValidAt(now).Any();

    /// <summary>What a node must hear.</summary>
    public QueueAnswer Look(QueueLook said, long now)
    {
        var isCalm = IsCalm(said, now);
        if (said.Hold >= 0) _isHeld = said.Hold == 1;
        _waiting.RemoveAll(ticket => said.Leaves.Contains(ticket.Id));
        _held.RemoveAll(lease => said.Leaves.Contains(lease.Id));
        var lost = said.Holds.Where(lease => !TryRenew(said, lease, now, isCalm)).Select(lease => lease.Id).ToList();
        if (!isCalm) RemoveDead(said, now);
        var joined = said.Joins.Where(join => MayJoin(join, isCalm)).Select(join => Join(said.Node, join)).ToList();
        var missing = said.Offers.Where(offer => !TryOffer(offer)).Select(offer => offer.Id).ToList();
        if (!isCalm && !_isHeld) Serve(said, now);
        // Where they stood before those were sent away for whom there was no room.
        var line = InOrder().ToList();
        var full = said.Joins.Reverse().Where(join => join.Most >= 0 && TrySendAway(join)).Select(join => join.Id).ToList();
        return new()
        {
            Length = _waiting.Count,
            Held = _isHeld,
            Calm = isCalm,
            Lost = lost,
            Missing = missing,
            Joined = joined,
            Full = full,
            Granted = [.. _held.Where(lease => lease.Node == said.Node).Select(lease => new QueueGrant(lease.Id, lease.Server, lease.Fence, lease.Until - now))],
            Positions = [.. line.Index().Where(one => one.Item.Node == said.Node).Select(one => new QueuePosition(one.Item.Id, one.Index + 1))],
        };
    }

    private bool IsCalm(QueueLook said, long now)
    {
        if (now - _seen > said.Quiet)
        {
            _calm = now + said.Grace;
            if (_seen == 0) (_new, _fence) = (_calm, now);
        }
        _seen = now;
        _nodes[said.Node] = now;
        return now < _calm;
    }

    /// <summary>What is known and was not given away may be held on to; what Redis has lost, only while it learns who holds what.</summary>
    private bool TryRenew(QueueLook said, QueueHolding holding, long now, bool isCalm)
    {
        var there = _held.Find(lease => lease.Id == holding.Id);
        if (there is null ? now >= _new || !HasRoom(said, holding) : there.Until <= now && !isCalm) return false;
        if (there is not null) _held.Remove(there);
        _held.Add(new(holding.Id, said.Node, holding.E, holding.F, now + said.LeaseMs));
        _fence = Math.Max(_fence, holding.F);
        _turn = Math.Max(_turn, holding.T);
        return true;
    }

    /// <summary>Of more holders than places the latest are right.</summary>
    private bool HasRoom(QueueLook said, QueueHolding holding)
    {
        var there = _held.Where(lease => lease.Server == holding.E).ToList();
        if (there.Count < said.Parallel) return true;
        return there.MinBy(lease => lease.Fence) is { } oldest && oldest.Fence < holding.F && _held.Remove(oldest);
    }

    private void RemoveDead(QueueLook said, long now)
    {
        _held.RemoveAll(lease => lease.Until <= now);
        foreach (var (node, seen) in _nodes) if (seen <= now - said.NodeMs) _nodes.Remove(node);
        _waiting.RemoveAll(ticket => !_nodes.ContainsKey(ticket.Node));
    }

    private bool MayJoin(QueueJoin join, bool isCalm) => (join.Nth > 0 || !isCalm)
        && !_waiting.Exists(ticket => ticket.Id == join.Id) && !_held.Exists(lease => lease.Id == join.Id);

    private QueueEntry Join(string node, QueueJoin join)
    {
        var nth = join.Nth > 0 ? join.Nth : _joined + 1;
        _joined = Math.Max(_joined, nth);
        var turn = join.Turn > 0 ? join.Turn : join.Ahead ? _turn : TurnOf(join.O);
        _waiting.Add(new(join.Id, node, join.O, turn, nth, join.Ahead, join.P, join.F));
        return new(join.Id, nth, turn);
    }

    private long TurnOf(string owner) =>
        _waiting.Where(ticket => owner.Length > 0 && ticket.Owner == owner).Select(ticket => ticket.Turn).Append(_turn).Max() + 1;

    private bool TryOffer(QueueOffer offer)
    {
        var at = _waiting.FindIndex(ticket => ticket.Id == offer.Id);
        if (at < 0) return _held.Exists(lease => lease.Id == offer.Id);
        _waiting[at] = _waiting[at] with { Offer = offer.P };
        return true;
    }

    private IEnumerable<ModelTicket> InOrder() => _waiting.OrderBy(ticket => ticket.IsAhead ? -1 : ticket.Turn).ThenBy(ticket => ticket.Nth).ThenBy(ticket => ticket.Id, StringComparer.Ordinal);

    private void Serve(QueueLook said, long now)
    {
        foreach (var ticket in InOrder().ToList())
        {
            var free = ServersOf(ticket).Where(server => TakenAt(server) < said.Parallel).ToList();
            if (free.Count == 0) continue;
            _fence = Math.Max(_fence, ticket.Fence) + 1;
            _turn = Math.Max(_turn, ticket.Turn);
            _held.Add(new(ticket.Id, ticket.Node, free.MinBy(TakenAt), _fence, now + said.LeaseMs));
            _waiting.Remove(ticket);
        }
    }

    private static IEnumerable<int> ServersOf(ModelTicket ticket) =>
        ticket.Offer.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(server => int.Parse(server, System.Globalization.CultureInfo.InvariantCulture));

    private int TakenAt(int server) => _held.Count(lease => lease.Server == server);

    private bool TrySendAway(QueueJoin join) =>
        _waiting.Count > join.Most && _waiting.RemoveAll(ticket => ticket.Id == join.Id) > 0;
}

/// <summary>One who waits.</summary>
internal sealed record ModelTicket(string Id, string Node, string Owner, long Turn, long Nth, bool IsAhead, string Offer, long Fence);

/// <summary>A place that is held until then.</summary>
internal sealed record ModelLease(string Id, string Node, int Server, long Fence, long Until);
