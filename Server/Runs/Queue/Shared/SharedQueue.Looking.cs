using System.Globalization;
using Interception.Server.Contracts;
using Interception.Server.Redis;
using Interception.Server.Runs.Queue.Estimates;
using StackExchange.Redis;

namespace Interception.Server.Runs.Queue.Shared;

internal sealed partial class SharedQueue
{
    private const string Topic = "line";

    /// <summary>Looks whenever something has changed here or elsewhere, and once a second.</summary>
    private async Task LookAsync()
    {
        using var nudges = _redis.Nudges.Listen(Topic, LookAgain);
        while (!_closing.IsCancellationRequested)
        {
            Task news;
            using (_lock.Enter()) news = (_news = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            await TryLookOnceAsync();
            await Task.WhenAny(news, Task.Delay(_line.Look, _closing.Token));
        }
    }

    private async Task TryLookOnceAsync()
    {
        try
        {
            await LookOnceAsync();
        }
        catch (RedisAwayException)
        {
            // No new places, and nobody is let in; who works goes on.
            RefuseNewcomers();
        }
        catch (Exception e)
        {
            LogDefect(_logger, e.GetType().Name, e.StackTrace);
            RefuseNewcomers();
        }
    }

    private async Task LookOnceAsync()
    {
        LineLook look;
        bool? hold;
        using (_lock.Enter())
        {
            hold = _hold;
            look = Look();
        }
        var answer = LineAnswer.Read((await _redis.RunAsync(Script, Keys(), LineAnswer.Write(look))).ToString());
        using (_lock.Enter())
        {
            _leaves.RemoveAll(look.Leaves.Contains);
            if (_hold == hold && !answer.Calm) _hold = null;
            Apply(look, answer);
            Announce();
        }
    }

    private LineLook Look()
    {
        var claims = _claims.Values.ToList();
        var waiting = claims.Where(claim => claim.IsWaiting).Select(claim => (Claim: claim, Offer: OfferFor(claim.Ticket))).ToList();
        return new()
        {
            Node = _redis.Node,
            Parallel = _places.Count / Math.Max(1, _places.Endpoints.Count),
            Hold = _hold is { } hold ? (hold ? 1 : 0) : -1,
            LeaseMs = (long)_line.Lease.TotalMilliseconds,
            NodeMs = (long)_line.Lease.TotalMilliseconds,
            Quiet = (long)_line.Quiet.TotalMilliseconds,
            Grace = (long)_line.Grace.TotalMilliseconds,
            KeepMs = (long)_line.Kept.TotalMilliseconds,
            Depth = WaitForecast.Depth,
            Leaves = [.. _leaves],
            Holds = [.. claims.Where(claim => !claim.IsWaiting).Select(claim => claim.Hold())],
            Joins = [.. waiting.Where(one => one.Claim.IsNew).Select(one => one.Claim.Join(one.Offer))],
            Offers = [.. waiting.Where(one => !one.Claim.IsNew).Select(one => new LineOffer(one.Claim.Ticket.Id, one.Offer))],
        };
    }

    private string OfferFor(Ticket ticket) => _gates.ReasonFor(ticket.Errand, isHeld: false) != WaitReason.Place
        ? ""
        : string.Join(',', _places.SuitingFor(ticket.Errand.Request).Select(server => server.ToString(CultureInfo.InvariantCulture)));

    private void Apply(LineLook look, LineAnswer answer)
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

    private void LetIn(LineEntry entry)
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

    private void Serve(LineGrant grant)
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
        ticket.Serve(place, lease, _gates.Serve(ticket.Errand, place.Endpoint));
    }

    /// <summary>Its place may be another's by now.</summary>
    private void Lose(string id)
    {
        if (_claims.Remove(id, out var claim)) claim.Ticket.Lose();
    }

    /// <summary>The line knows nothing of it: because it came back empty, or because this node counted as dead.</summary>
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

    private RedisKey[] Keys() =>
        [.. new[] { "waiting", "tickets", "leases", "held", "state", "nodes" }.Select(name => (RedisKey)_redis.Key(Topic, name))];

    [LoggerMessage(Level = LogLevel.Error, Message = "The line could not be looked at: {Exception} {Stack}")]
    private static partial void LogDefect(ILogger logger, string exception, string? stack);
}
