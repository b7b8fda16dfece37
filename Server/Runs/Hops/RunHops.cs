using System.Collections.Concurrent;
using Interception.Server.Contracts;

namespace Interception.Server.Runs.Hops;

/// <summary>The hops of a run's stages, for those who write them and those who read them.</summary>
internal sealed class RunHops(TimeProvider time)
{
    /// <summary>So many silences of a run are told; a model that is slow all the time needs no more.</summary>
    public const int MostTold = 10;

    private readonly ConcurrentDictionary<Stage, StageHopWatch> _stages = new();
    private int _told;

    /// <summary>How long the run has waited in line for the stage that begins next.</summary>
    public TimeSpan Waited { get; set; }

    /// <summary>A stage begins.</summary>
    /// <param name="stage">Which.</param>
    /// <param name="tell">Told of the silences in it, as long as not enough has been told of the run.</param>
    public StageHopWatch Begin(Stage stage, Action<StageSilence> tell)
    {
        var watch = _stages[stage] = new(time, silence => TryTell(silence, tell));
        watch.Waited(Waited);
        Waited = TimeSpan.Zero;
        return watch;
    }

    /// <summary>A reader comes.</summary>
    /// <param name="stage">What it reads.</param>
    /// <param name="offset">From where on.</param>
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
