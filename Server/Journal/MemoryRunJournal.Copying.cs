using System.Text.Json;
using Interception.Server.Contracts;

namespace Interception.Server.Journal;

/// <summary>How nodes copy a run.</summary>
internal sealed partial class MemoryRunJournal
{
    /// <summary>The number of events.</summary>
    public int EventCount
    {
        get
        {
            lock (_gate) return _events.Count;
        }
    }

    /// <summary>The state of the run, as far as it is recorded.</summary>
    public (bool IsPaused, bool HasEnded) Life
    {
        get
        {
            lock (_gate) return (_events.Count > 0 && _events.After(_events.Count - 1) is RunPause, _events.End is not null);
        }
    }

    /// <summary>How far the run has come.</summary>
    public WrittenStages Written
    {
        get
        {
            lock (_gate)
            {
                var open = _texts.Where(text => text.Value.IsOpen).Select(text => (Stage?)text.Key).FirstOrDefault();
                return new(_events.StageEnds.Count(), _events.StageEnds.LastOrDefault(), open, open is { } stage ? _texts[stage].Length : 0);
            }
        }
    }

    /// <summary>Whether a text is still shorter than an offset and may grow.</summary>
    public bool IsShortOf(Stage stage, int offset)
    {
        lock (_gate) return _events.End is null && !_isForgotten && TextOf(stage) is { HasEnded: false } text && text.Length < offset;
    }

    /// <summary>The event with its next number and time; null when there is no room for it.</summary>
    public RunEvent? Number(RunEvent happened)
    {
        lock (_gate) return _events.Number(happened);
    }

    /// <summary>What a copy at this position lacks, in the order in which it was written.</summary>
    public List<JournalStep> StepsAfter(JournalPosition copied, int most)
    {
        lock (_gate)
        {
            var steps = new List<JournalStep>();
            for (var seen = copied.Events; seen < _events.Count && steps.Count < most; seen++)
            {
                var happened = _events.After(seen)!;
                if (happened is StageEnd end) AddRest(steps, end.Stage, copied);
                steps.Add(new(happened));
            }

            foreach (var (stage, text) in _texts)
                if (text.IsOpen && steps.Count < most) AddRest(steps, stage, copied);
            return steps;
        }
    }

    /// <summary>Adopts what another writer wrote after the common part.</summary>
    /// <param name="fence">The number of that writer.</param>
    /// <param name="common">The part that is certainly the same.</param>
    /// <param name="events">The events after it.</param>
    /// <param name="rests">The rest of each text after it.</param>
    /// <remarks>
    /// What only this copy has was never seen elsewhere. Such text is taken back; such events may have been read here
    /// already, so the new events get numbers after them.
    /// </remarks>
    public void Adopt(long fence, JournalPosition common, IReadOnlyList<RunEvent> events, IReadOnlyDictionary<Stage, string> rests)
    {
        lock (_gate)
        {
            if (_isForgotten) return;
            _fence = Math.Max(_fence, fence);
            var same = 0;
            while (same < events.Count && _events.After(common.Events + same) is { } mine && IsSame(mine, events[same])) same++;
            var added = rests.ToDictionary();
            foreach (var (stage, text) in _texts)
                if (text.IsOpen) text.Shorten(common[stage] + added.GetValueOrDefault(stage, "").Length);
            foreach (var happened in events.Skip(same))
            {
                if (happened is StageEnd end && added.Remove(end.Stage, out var last)) AddRest(end.Stage, common[end.Stage], last);
                Keep(happened with { Seq = _events.Count + 1 });
            }

            foreach (var (stage, rest) in added) AddRest(stage, common[stage], rest);
        }
    }

    private static bool IsSame(RunEvent one, RunEvent another) =>
        one.Seq == another.Seq && JsonSerializer.Serialize(one, JsonSerializerOptions.Web) == JsonSerializer.Serialize(another, JsonSerializerOptions.Web);

    private void AddRest(List<JournalStep> steps, Stage stage, JournalPosition copied)
    {
        if (TextOf(stage).After(copied[stage]) is { } rest) steps.Add(new(null, stage, copied[stage], rest));
    }

    private void AddRest(Stage stage, int offset, string rest)
    {
        var text = TextOf(stage);
        if (text.IsOpen && offset + rest.Length > text.Length) text.Append(rest[(text.Length - offset)..]);
    }
}
