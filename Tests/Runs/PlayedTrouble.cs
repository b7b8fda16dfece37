using Interception.Server.Contracts;
using Interception.Server.Runs.Queue;

namespace Interception.Tests.Runs;

/// <summary>A model server of a <see cref="PlayedLine"/> that is killed, freezes and crashes, again and again.</summary>
internal sealed class PlayedTrouble(int seed) : IQueueGate
{
    private readonly Random _random = new(seed);
    private bool _isAway;

    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    public WaitReason? HoldsBack(QueuedWork work) => _isAway ? WaitReason.Model : null;

    /// <summary>Makes trouble about every 25 seconds.</summary>
    public void Begin(PlayedLine lesson) => lesson.After(TimeSpan.FromSeconds(_random.Next(15, 35)), () =>
    {
        var takes = Make(lesson, _random.Next(3));
        lesson.After(takes, () => Begin(lesson));
    });

    private TimeSpan Make(PlayedLine lesson, int kind)
    {
        if (kind == 1)
        {
            lesson.Freeze(TimeSpan.FromSeconds(8));
            return TimeSpan.FromSeconds(8);
        }
        lesson.BreakAll();
        // One that was killed is back after a while; one that crashed, at once.
        var away = TimeSpan.FromSeconds(kind == 0 ? 4 + _random.NextDouble() : _random.NextDouble() * 0.5);
        Become(isAway: true);
        lesson.After(away, () => Become(isAway: false));
        return away;
    }

    private void Become(bool isAway)
    {
        _isAway = isAway;
        Changed?.Invoke();
    }
}
