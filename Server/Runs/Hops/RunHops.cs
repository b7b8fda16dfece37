using System.Collections.Concurrent;
using Interception.Server.Contracts;

namespace Interception.Server.Runs.Hops;

/// <summary>The hop timings of a run's stages, for writers and readers.</summary>
internal sealed class RunHops(TimeProvider time)
{
    /// <summary>The number of silences that are reported for a run; a slow model needs no more.</summary>
    public const int MostTold = 10;

    private readonly ConcurrentDictionary<Stage, StageHopWatch> _stages = new();
    private int _told;

    /// <summary>How long the run has waited in the queue for the stage that begins next.</summary>
    public TimeSpan Waited { get; set; }

    /// <summary>Begins a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="tell">Receives its silences, until enough were reported for the run.</param>
    public StageHopWatch Begin(Stage stage, Action<StageSilence> tell)
    {
        var watch = _stages[stage] = new(time, silence => TryTell(silence, tell));
        watch.Waited(Waited);
        Waited = TimeSpan.Zero;
        return watch;
    }

    /// <summary>Adds a reader.</summary>
    /// <param name="stage">The stage that it reads.</param>
    /// <param name="offset">Its first offset.</param>
    public HopReader Enter(Stage stage, long offset) => new(this, stage, offset, time);

    /// <summary>Finds a stage; null before it has begun.</summary>
    public StageHopWatch? Find(Stage stage) => _stages.GetValueOrDefault(stage);

    private bool TryTell(StageSilence silence, Action<StageSilence> tell)
    {
        if (Interlocked.Increment(ref _told) > MostTold) return false;
        tell(silence);
        return true;
    }
}
