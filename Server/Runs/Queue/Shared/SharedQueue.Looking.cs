using System.Globalization;
using Interception.Server.Contracts;
using Interception.Server.Redis;
using Interception.Server.Runs.Queue.Estimates;
using StackExchange.Redis;

namespace Interception.Server.Runs.Queue.Shared;

internal sealed partial class SharedQueue
{
    private const string Topic = "queue";

    /// <summary>Looks whenever something has changed here or elsewhere, and once a second.</summary>
    private async Task LookAsync()
    {
        using var nudges = _redis.Nudges.Listen(Topic, LookAgain);
        while (!_closing.IsCancellationRequested)
        {
            Task news;
            using (_lock.Enter()) news = (_news = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            await TryLookOnceAsync();
            await Task.WhenAny(news, Task.Delay(_queueTimes.Look, _closing.Token));
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
        QueueLook look;
        bool? hold;
        using (_lock.Enter())
        {
            hold = _hold;
            look = Look();
        }
        var answer = QueueAnswer.Read((await _redis.RunAsync(Script, Keys(), QueueAnswer.Write(look))).ToString());
        using (_lock.Enter())
        {
            _leaves.RemoveAll(look.Leaves.Contains);
            if (_hold == hold && !answer.Calm) _hold = null;
            Apply(look, answer);
            Announce();
        }
    }

    private QueueLook Look()
    {
        var claims = _claims.Values.ToList();
        var waiting = claims.Where(claim => claim.IsWaiting).Select(claim => (Claim: claim, Offer: OfferFor(claim.Ticket))).ToList();
        return new()
        {
            Node = _redis.Node,
            Parallel = PlacesOfEach(),
            Hold = _hold is { } hold ? (hold ? 1 : 0) : -1,
            LeaseMs = (long)_queueTimes.Lease.TotalMilliseconds,
            NodeMs = (long)_queueTimes.Lease.TotalMilliseconds,
            Quiet = (long)_queueTimes.Quiet.TotalMilliseconds,
            Grace = (long)_queueTimes.Grace.TotalMilliseconds,
            KeepMs = (long)_queueTimes.Kept.TotalMilliseconds,
            Depth = WaitForecast.Depth,
            Known = [.. (_status?.Known ?? []).Select(node => node.ToString())],
            Leaves = [.. _leaves],
            Holds = [.. claims.Where(claim => !claim.IsWaiting).Select(claim => claim.Hold())],
            Joins = [.. waiting.Where(one => one.Claim.IsNew).Select(one => one.Claim.Join(one.Offer))],
            Offers = [.. waiting.Where(one => !one.Claim.IsNew).Select(one => new QueueOffer(one.Claim.Ticket.Id, one.Offer))],
        };
    }

    private string OfferFor(Ticket ticket) => _gates.ReasonFor(ticket.Work, isHeld: false) != WaitReason.Place
        ? ""
        : string.Join(',', _places.SuitingFor(ticket.Work.Request).Select(server => server.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A node that does not agree with the others on the places there are gives none of them away.</summary>
    private int PlacesOfEach() => _readiness is { MayWork: false } ? 0 : _places.Count / Math.Max(1, _places.Endpoints.Count);

    private RedisKey[] Keys() =>
        [.. new[] { "waiting", "tickets", "leases", "held", "state", "nodes" }.Select(name => (RedisKey)_redis.Key(Topic, name))];

    [LoggerMessage(Level = LogLevel.Error, Message = "The queue could not be looked at: {Exception} {Stack}")]
    private static partial void LogDefect(ILogger logger, string exception, string? stack);
}
