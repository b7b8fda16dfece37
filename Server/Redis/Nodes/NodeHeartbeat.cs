namespace Interception.Server.Redis.Nodes;

/// <summary>Says every few seconds that this node lives, by a timer of its own: no run and no token can delay it.</summary>
/// <remarks>It goes on while a server drains, and ends with the process: until then the node's runs have an owner.</remarks>
internal sealed partial class NodeHeartbeat : IHostedService, IAsyncDisposable
{
    /// <summary>The start waits so long for the first answer, so that a node that gets one is ready at once.</summary>
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);

    private readonly INodeRegistry _nodes;
    private readonly INodeReporter _reporter;
    private readonly NodeStatus _status;
    private readonly NodeMetrics _metrics;
    private readonly NodeTimes _times;
    private readonly TimeProvider _time;
    private readonly ILogger<NodeHeartbeat> _logger;
    private readonly ITimer? _timer;
    private volatile bool _isOver;
    private volatile Task _beat = Task.CompletedTask;

    public NodeHeartbeat(
        INodeRegistry nodes, INodeReporter reporter, NodeStatus status, NodeMetrics metrics, NodeTimes times, TimeProvider time, ILogger<NodeHeartbeat> logger)
    {
        _nodes = nodes;
        _reporter = reporter;
        _status = status;
        _metrics = metrics;
        _times = times;
        _time = time;
        _logger = logger;
        // A node alone has nobody to tell it to.
        if (nodes.IsShared) _timer = time.CreateTimer(_ => _beat = BeatAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _beat = BeatAsync();
        await _beat.WaitAsync(First, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _isOver = true;
        if (_timer is not null) await _timer.DisposeAsync();
        await _beat;
        try
        {
            await _nodes.LeaveAsync();
        }
        catch (RedisAwayException)
        {
            // Then the others wait until it counts as dead.
        }
    }

    /// <summary>Says it now.</summary>
    public async Task BeatAsync()
    {
        // After the first beat the node knows more to say of itself.
        var next = _status.Nodes is null ? _times.Again : _times.Beat;
        try
        {
            await BeatOnceAsync();
        }
        catch (RedisAwayException)
        {
            _status.Missed();
        }
        catch (Exception e)
        {
            LogDefect(e.GetType().Name, e.StackTrace);
            _status.Missed();
        }

        if (!_isOver) _timer?.Change(_status.IsAway ? _times.Again : next, Timeout.InfiniteTimeSpan);
    }

    private async Task BeatOnceAsync()
    {
        var before = _status.Nodes?.Warning;
        var report = _reporter.Read();
        var begun = _time.GetTimestamp();
        var nodes = await _nodes.RenewAsync(report);
        _metrics.Beaten(nodes.All.Count, _time.GetElapsedTime(begun));
        _status.Beaten(nodes);
        if (nodes.Warning is { } warning && warning != before) LogWarning(warning);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{What}")]
    private partial void LogWarning(string what);

    [LoggerMessage(Level = LogLevel.Error, Message = "The node could not say that it lives: {Exception} {Stack}")]
    private partial void LogDefect(string exception, string? stack);
}
