using Interception.Server.Contracts;

namespace Interception.Server.Runs.Queue.Shared;

/// <summary>What an answer of the queue means for the tickets of this node.</summary>
internal sealed partial class SharedQueue
{
    /// <summary>Takes an answer in. Needs the lock.</summary>
    private void Apply(QueueLook look, QueueAnswer answer)
    {
        _answer = answer;
        _length = answer.Length;
        if (_hold is null) Stand(answer.Held);
        foreach (var entry in answer.Joined) LetIn(entry);
        // An answer that was lost may have let it in: then it is there already.
        foreach (var join in look.Joins.Where(join => join.Nth > 0 || !answer.Calm)) LetIn(new(join.Id, join.Nth, join.Turn));
        foreach (var id in answer.Full) Refuse(id);
        foreach (var claim in _claims.Values.Where(claim => !claim.IsNew)) claim.LetIn();
        foreach (var grant in answer.Granted) Serve(grant);
        foreach (var id in answer.Lost) Lose(id);
        foreach (var id in answer.Missing) Miss(id, answer.Calm);
        foreach (var claim in _claims.Values) claim.Ticket.Position = null;
        foreach (var (id, at) in answer.Positions)
            if (_claims.TryGetValue(id, out var claim) && claim.IsWaiting) claim.Ticket.Position = at;
    }

    private void LetIn(QueueEntry entry)
    {
        if (!_claims.TryGetValue(entry.Id, out var claim)) return;
        claim.IsNew = false;
        if (entry.Nth > 0) claim.Nth = entry.Nth;
        if (entry.Turn > 0) claim.Turn = entry.Turn;
    }

    private void Refuse(string id)
    {
        if (!_claims.Remove(id, out var claim)) return;
        claim.Ticket.LeaveQueue();
        claim.Refuse(Endings.Exception(Codes.Busy));
    }

    private void RefuseNewcomers()
    {
        using var held = _lock.Enter();
        foreach (var claim in _claims.Values.Where(claim => claim.IsNew && !claim.Joined.IsCompleted && claim.Nth == 0).ToList())
        {
            // Its joining may have been done all the same.
            _leaves.Add(claim.Ticket.Id);
            Refuse(claim.Ticket.Id);
        }
    }

    private void Serve(QueueGrant grant)
    {
        if (!_claims.TryGetValue(grant.Id, out var claim))
        {
            // Somebody who has left meanwhile.
            if (!_leaves.Contains(grant.Id)) _leaves.Add(grant.Id);
            _news.TrySetResult();
            return;
        }
        var lease = new SlotLease(grant.Id, grant.F, _time.GetUtcNow().AddMilliseconds(grant.X));
        if (claim.IsWaiting) Serve(claim, grant.E, lease);
        else claim.Ticket.Renew(lease);
    }

    private void Serve(SharedClaim claim, int server, SlotLease lease)
    {
        var ticket = claim.Ticket;
        claim.Endpoint = server;
        if (ticket.IsListening) _times.Waited(stayed: true);
        _trouble.Serve(ticket.Forecasts());
        var place = _places.TakeExtra(_places.Endpoints[server]);
        ticket.Serve(place, lease, _gates.Serve(ticket.Work, place.Endpoint));
    }

    /// <summary>Its place may be another's by now.</summary>
    private void Lose(string id)
    {
        if (_claims.Remove(id, out var claim)) claim.Ticket.Lose();
    }

    /// <summary>The queue knows nothing of it: because it came back empty, or because this node counted as dead.</summary>
    private void Miss(string id, bool isCalm)
    {
        if (!_claims.TryGetValue(id, out var claim)) return;
        if (isCalm)
        {
            claim.IsNew = true;
            _news.TrySetResult();
            return;
        }
        _claims.Remove(id);
        claim.Ticket.LeaveQueue();
        claim.Ticket.Lose();
    }
}
