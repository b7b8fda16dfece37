using Interception.Server.Contracts;

namespace Interception.Server.Journal;

internal sealed partial class MemoryRunJournal
{
    private long _fence;
    private RunWish _wanted;
    private Action<RunWish>? _hears;

    /// <summary>Writes an event down, with the next number and the time.</summary>
    public void Write(long fence, RunEvent happened)
    {
        lock (_gate)
        {
            Admit(fence);
            Require(_events.End is null, "The run has ended.");
            Keep(_events.Number(happened));
        }
    }

    /// <summary>Adds a piece to an open text.</summary>
    public void Write(long fence, Stage stage, string piece)
    {
        lock (_gate)
        {
            Admit(fence);
            Keep(stage, piece);
        }
    }

    /// <summary>Remembers what is wanted, and says it to the writer.</summary>
    public void Want(RunWish wish)
    {
        Action<RunWish>? hears;
        lock (_gate)
        {
            _wanted = wish;
            hears = _hears;
        }
        hears?.Invoke(wish);
    }

    /// <summary>Says to the writer what is wanted, and from now on.</summary>
    public void Hear(Action<RunWish> hear)
    {
        RunWish wanted;
        lock (_gate)
        {
            _hears = hear;
            wanted = _wanted;
        }
        if (wanted != RunWish.Go) hear(wanted);
    }

    /// <summary>Adds what is not there yet.</summary>
    public AppendAnswer Append(JournalAddition addition)
    {
        lock (_gate)
        {
            if (_isForgotten || _events.End is not null) return Answer(AppendResult.Closed);
            if (addition.Fence < _fence) return Answer(AppendResult.Fenced);
            _fence = addition.Fence;
            var length = addition.Stage is { } stage ? ThereOf(stage, addition) : 0;
            if (addition.ExpectedLength > length) return Answer(AppendResult.Gap, length);
            if (addition.Events is [var first, ..] && first.Seq > _events.Count + 1) return Answer(AppendResult.Gap, _events.Count);
            return Answer(AddNews(addition, length) ? AppendResult.Ok : AppendResult.Duplicate);
        }
    }

    /// <summary>How much of a text there is; of one that has ended, and may have been retracted, all.</summary>
    private int ThereOf(Stage stage, JournalAddition addition) =>
        TextOf(stage) is { HasEnded: false } open ? open.Length : addition.ExpectedLength + addition.Text.Length;

    /// <summary>A write that is said again may have grown since: what is there already is left out.</summary>
    private bool AddNews(JournalAddition addition, int length)
    {
        var text = addition.Text[Math.Min(addition.Text.Length, length - addition.ExpectedLength)..];
        var news = addition.Events.Where(happened => happened.Seq > _events.Count).ToList();
        var ends = news.FindIndex(happened => happened is StageEnd end && end.Stage == addition.Stage);
        var before = ends < 0 ? news.Count : ends;
        foreach (var happened in news.Take(before)) Keep(happened);
        if (text.Length > 0) Keep(addition.Stage!.Value, text);
        foreach (var happened in news.Skip(before)) Keep(happened);
        return text.Length > 0 || news.Count > 0;
    }

    /// <summary>Lets no writer with a smaller number write any more.</summary>
    private void Admit(long fence)
    {
        Require(fence >= _fence, "Another writer has taken the run over.");
        _fence = fence;
    }

    private void Keep(RunEvent? happened)
    {
        if (happened is null) return;
        _events.Add(happened);
        if (happened is StageStart begun) TextOf(begun.Stage).Begin();
        if (happened is StageEnd ended) TextOf(ended.Stage).End(ended);
        if (happened is RunEnd) CloseTexts();
    }

    private void Keep(Stage stage, string piece)
    {
        var text = TextOf(stage);
        Require(text.IsOpen, "The stage is not open.");
        Require(piece.Length <= JournalLimits.Chars - _chars, "The run's journal is full.");
        if (piece.Length == 0) return;
        _chars += piece.Length;
        text.Append(piece);
    }

    private AppendAnswer Answer(AppendResult result, int length = 0) => new(result, length, _wanted);
}
