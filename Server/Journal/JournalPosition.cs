using Interception.Server.Contracts;

namespace Interception.Server.Journal;

/// <summary>How much of a run another copy of it has.</summary>
internal sealed class JournalPosition
{
    private readonly Dictionary<Stage, int> _lengths = [];

    /// <summary>The number of its events.</summary>
    public int Events { get; set; }

    /// <summary>The stages of which it has text.</summary>
    public IEnumerable<KeyValuePair<Stage, int>> Lengths => _lengths;

    /// <summary>The length of its text of a stage, in UTF-16 units.</summary>
    public int this[Stage stage]
    {
        get => _lengths.GetValueOrDefault(stage);
        set => _lengths[stage] = value;
    }

    /// <summary>Adds what it has received.</summary>
    public void Add(List<JournalStep> steps)
    {
        foreach (var step in steps)
        {
            if (step.Event is not null) Events = Math.Max(Events, (int)step.Event.Seq);
            else this[step.Stage] = Math.Max(this[step.Stage], step.Offset + step.Text.Length);
        }
    }

    /// <summary>Records that it has lost everything.</summary>
    public void Clear()
    {
        Events = 0;
        _lengths.Clear();
    }
}
