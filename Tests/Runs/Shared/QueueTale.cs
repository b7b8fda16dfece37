using Interception.Server.Redis;
using Interception.Server.Runs.Queue.Shared;
using StackExchange.Redis;

namespace Interception.Tests.Runs.Shared;

/// <summary>One tale of three nodes and two servers: each look is asked of Redis and of the model, and what must always hold is looked at after it.</summary>
internal sealed class QueueTale(RedisConnection redis, string name, int parallel, QueueTale.Counts counts)
{
    private const string Clock = "redis.call('TIME')";

    /// <summary>The script with a clock that can be set, in milliseconds.</summary>
    private static readonly string Script = new RedisScript("queue-serve").Text is var text && text.Contains(Clock, StringComparison.Ordinal)
        ? text.Replace(Clock, "{ math.floor(ARGV[3] / 1000), (ARGV[3] % 1000) * 1000 }", StringComparison.Ordinal)
        : throw new InvalidOperationException("The script asks no clock.");

    private readonly RedisKey[] _keys = [.. new[] { "waiting", "tickets", "leases", "held", "state", "nodes" }.Select(key => (RedisKey)redis.Key(name, key))];
    private readonly ModelNode[] _nodes = [new("a/1"), new("b/1"), new("c/1")];
    private QueueModel _model = new();
    private long _now = 1_000_000;
    private long _emptied = long.MinValue / 2;
    private int _hold = -1;
    private int _made;

    /// <summary>The time in which a new queue learns who holds what is over.</summary>
    public void Begin()
    {
        Look(_nodes[0]);
        Pass(3_000);
    }

    /// <summary>One step.</summary>
    public void Play(int what, int node, int which, int detail)
    {
        var here = _nodes[node];
        switch (what)
        {
            case < 28: here.Join(new($"{++_made}", Owner(which), detail == 0, detail == 0 ? -1 : 8) { Offer = Offer(detail) }); Look(here); break;
            case < 44: if (Pick(here, which) is { } gone) here.Leave(gone); Look(here); break;
            case < 62: if (Pick(here, which) is { Server: < 0 } moved) moved.Offer = Offer(detail); Look(here); break;
            case < 67: Look(here, isHeard: false); break;
            case < 90: Pass(which * 60); break;
            case < 91: Pass(5_000); break;
            case < 94: Freeze(here); break;
            case < 95: Die(node); break;
            case < 96: Forget(); break;
            default: _hold = detail == 0 ? 1 : 0; Look(here); break;
        }
    }

    /// <summary>Whoever works ends, and nobody comes any more: then the queue empties, and nothing in Redis stays for ever.</summary>
    public void Empty()
    {
        _hold = 0;
        for (var rounds = 0; _nodes.Any(node => !node.IsIdle) || !_model.IsEmptyAt(_now); rounds++)
        {
            if (rounds > 200) throw new InvalidOperationException("The queue does not empty.");
            foreach (var node in _nodes)
            {
                foreach (var claim in node.Claims)
                {
                    claim.Offer = "0,1";
                    if (claim.Server >= 0) node.Leave(claim);
                }
                Look(node);
            }
            Pass(1_000);
        }
        foreach (var key in _keys)
        {
            if (Ask(database => database.KeyExistsAsync(key)) && Ask(database => database.KeyTimeToLiveAsync(key)) is null)
                throw new InvalidOperationException($"{key} stays for ever.");
        }
    }

    private static string Owner(int which) => (which % 4) switch { 0 => "", 1 => "greedy", var other => $"child {other}" };

    private static string Offer(int detail) => detail switch { 1 => "0", 2 => "1", 3 => "", 4 => "1,0", _ => "0,1" };

    private static ModelClaim? Pick(ModelNode node, int which) => node.Claims is { Count: > 0 } claims ? claims[which % claims.Count] : null;

    private void Pass(int ms) => _now += ms;

    /// <summary>The others go on without it for longer than its leases are valid.</summary>
    private void Freeze(ModelNode node)
    {
        for (var seconds = 0; seconds < 13; seconds++)
        {
            Pass(1_000);
            foreach (var other in _nodes.Where(other => other != node)) Look(other);
        }
    }

    private void Die(int node) => _nodes[node] = new($"{_nodes[node].Name}1");

    private void Forget()
    {
        Ask(database => database.KeyDeleteAsync(_keys));
        _model = new();
        _emptied = _now;
    }

    private void Look(ModelNode node, bool isHeard = true)
    {
        var said = node.Look(parallel, _hold);
        var expected = _model.Look(said, _now);
        var answer = QueueAnswer.Read(Ask(database => database.ScriptEvaluateAsync(Script, _keys, ["nudges", QueueAnswer.Write(said), _now])).ToString());
        Same(expected, answer);
        counts.Add(answer);
        if (isHeard) node.Hear(said, answer, _now);
        Hold();
    }

    /// <summary>What holds at every moment.</summary>
    private void Hold()
    {
        var numbers = _model.ValidAt(_now).Select(lease => lease.Fence).ToList();
        if (numbers.Distinct().Count() < numbers.Count) throw new InvalidOperationException("Two have one number.");
        foreach (var server in new[] { 0, 1 })
        {
            var leases = _model.ValidAt(_now).Where(lease => lease.Server == server).ToList();
            if (leases.Count > parallel) throw new InvalidOperationException($"At {server} there are {leases.Count} leases for {parallel} places.");
            // Whoever held a place before Redis lost everything believes in it for as long as its lease.
            var believed = _nodes.SelectMany(node => node.HeldAt(_now)).Count(claim => claim.Server == server);
            if (believed > parallel && _now - _emptied > 12_000) throw new InvalidOperationException($"At {server} {believed} believe to hold one of {parallel} places.");
        }
    }

    private static void Same(QueueAnswer expected, QueueAnswer answer)
    {
        var (one, other) = (Write(expected), Write(answer));
        if (one != other) throw new InvalidOperationException($"\n{other} and not\n{one}");
    }

    private static string Write(QueueAnswer answer) => $"length {answer.Length}, held {answer.Held}, calm {answer.Calm}, lost {List(answer.Lost)}, "
        + $"missing {List(answer.Missing)}, full {List(answer.Full)}, joined {List(answer.Joined)}, granted {List(answer.Granted.OrderBy(grant => grant.F))}, "
        + $"positions {List(answer.Positions)}";

    private static string List<T>(IEnumerable<T> all) => $"[{string.Join("; ", all)}]";

    private T Ask<T>(Func<IDatabase, Task<T>> ask) => redis.AskAsync(ask).GetAwaiter().GetResult();

    /// <summary>How often what has happened in all tales.</summary>
    internal sealed class Counts
    {
        public int Granted { get; private set; }
        public int Lost { get; private set; }
        public int Missing { get; private set; }
        public int Full { get; private set; }
        public int Calm { get; private set; }

        public void Add(QueueAnswer answer)
        {
            Granted += answer.Granted.Count;
            Lost += answer.Lost.Count;
            Missing += answer.Missing.Count;
            Full += answer.Full.Count;
            Calm += answer.Calm ? 1 : 0;
        }

        public override string ToString() => $"{Granted} granted or renewed, {Lost} lost, {Missing} missing, {Full} full, {Calm} looks at a queue that learns";
    }
}
